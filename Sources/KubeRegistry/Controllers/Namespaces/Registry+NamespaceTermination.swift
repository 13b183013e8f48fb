import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

/// What the namespace controller writes, beside deletions.
extension Registry {
    /// Whether nothing is stored in the namespace `name`.
    func isEmpty(namespace name: String) -> Bool {
        catalog.resources.allSatisfy {
            !$0.isNamespaced || store.objects($0.name, namespace: name).isEmpty
        }
    }

    /// Tells what remains in a terminating namespace, unless that is told already.
    mutating func tell(
        _ remains: NamespaceRemains, of name: String, at now: Timestamp
    ) throws(StatusError) {
        _ = try update(Self.namespace(name, "status"), .controllers(at: now)) { namespace in
            let old = namespace["status"]?["conditions"]?.array ?? []
            let told = NamespaceCondition.told(remains.conditions, over: old, at: now)
            namespace[object: "status"]["conditions"] = .array(told)
        }
    }

    /// Takes the finalizer that has kept an empty namespace; it goes if nothing else keeps it.
    mutating func finalize(_ name: String, at now: Timestamp) throws(StatusError) {
        _ = try update(Self.namespace(name, "finalize"), .controllers(at: now)) { namespace in
            let others = NamespaceRules.specFinalizers(of: namespace).filter {
                $0 != NamespaceRules.finalizer
            }
            namespace.spec["finalizers"] = .array(Set(others).sorted().map { .string($0) })
        }
    }

    private static func namespace(_ name: String, _ subresource: String) -> Target {
        Target(
            ServedResource(stored: .namespaces), namespace: "", name: name,
            subresource: subresource)
    }
}
