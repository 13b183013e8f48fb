import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

/// What the garbage collector writes, beside deletions.
extension Registry {
    /// Takes a finalizer from an object, which then goes if it is the last one.
    mutating func remove(
        _ finalizer: String, from target: Target, at now: Timestamp
    ) throws(StatusError) {
        _ = try update(target, .controllers(at: now)) { object in
            object.metadata["finalizers"] = .array(
                object.finalizers.filter { $0 != finalizer }.map { .string($0) })
        }
    }

    /// Changes the owners of an object.
    mutating func changeOwners(
        of target: Target, at now: Timestamp, by change: (inout JSONObject) -> Void
    ) throws(StatusError) {
        _ = try update(target, .controllers(at: now), by: change)
    }
}

extension Target {
    /// The object at `key`, as it is stored; nil when there is no such resource.
    convenience init?(_ key: ObjectKey, in catalog: ResourceCatalog) {
        guard let resource = catalog.resources.first(where: { $0.name == key.resource }) else {
            return nil
        }
        self.init(
            ServedResource(stored: resource), namespace: key.namespace, name: key.name)
    }
}
