import KubeAPI
import KubeJSON
import KubeStore

/// How the owners of an object stand, as `classifyReferences` of the garbage collector has it.
struct OwnerStandings {
    /// Whether an owner is there to stay.
    private(set) var hasSolid = false

    /// The uids of owners that wait for their dependents to go first.
    private(set) var waiting: Set<String> = []

    /// The uids of owners that do not exist.
    private(set) var dangling: Set<String> = []

    /// How `references` of the object at `key` stand.
    ///
    /// Nil when that cannot be told of one of them: its kind is not stored here, so that its objects
    /// can only be elsewhere, or it has a namespace and the object has none. The object is then left
    /// alone (GCO-005).
    init?(of references: [OwnerReference], at key: ObjectKey, in registry: inout Registry) {
        for reference in references {
            guard
                let served = registry.catalog.resource(
                    apiVersion: reference.apiVersion, kind: reference.kind),
                !served.resource.isNamespaced || !key.namespace.isEmpty
            else { return nil }
            let owner = Target(
                served, namespace: served.resource.isNamespaced ? key.namespace : "",
                name: reference.name)
            // The same owner is looked at for every dependent.
            guard let object = registry.prepareTree(at: owner)?.object,
                object.metadataText("uid").hasSameBytes(as: reference.uid)
            else {
                dangling.insert(reference.uid)
                continue
            }
            if object.isTerminating, object.finalizers.contains(Finalizer.foreground) {
                waiting.insert(reference.uid)
            } else {
                hasSolid = true
            }
        }
    }
}

extension ResourceCatalog {
    /// The resource whose objects are of this kind, if it is offered and stored.
    fileprivate func resource(apiVersion: String, kind: String) -> ServedResource? {
        let parts = apiVersion.split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let version = parts.last else { return nil }
        let group = parts.count > 1 ? parts[0] : ""
        return stored.first {
            $0.kind.name == kind && $0.kind.version == version && $0.kind.group == group
        }
    }
}
