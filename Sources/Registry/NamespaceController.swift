import Environment
import JSON
import KubeAPI
import ObjectStore

/// Empties and removes terminating namespaces, as the namespace controller of a cluster does
/// (COR-009).
///
/// It follows the store's history and keeps nothing but the names of namespaces that still hold
/// something.
package struct NamespaceController: Sendable {
    private var cursor: UInt64 = 0
    private var terminating: Set<String> = []

    package init() {}

    /// Does what the changes since the last call ask for.
    package mutating func advance(to now: Timestamp, in registry: inout Registry) {
        let revision = registry.store.revision
        guard revision != cursor else { return }
        note(registry.store)
        cursor = revision
        for name in terminating.sorted() {
            if registry.emptyNamespace(name, at: now) { terminating.remove(name) }
        }
    }

    /// Whether something was committed that the controller has not seen.
    package func isBehind(_ store: ObjectStore) -> Bool { cursor != store.revision }

    /// Whether the controller has acted on what was committed at `revision`.
    package func hasSeen(_ revision: UInt64) -> Bool { cursor == revision }

    private mutating func note(_ store: ObjectStore) {
        let resource = Resource.namespaces.name
        let changed =
            store.events(after: cursor).map { events in
                events.map(\.object).filter { $0.key.resource == resource }
            } ?? Array(store.objects(resource))
        for namespace in changed where namespace.object.isTerminating {
            terminating.insert(namespace.key.name)
        }
    }
}

extension Registry {
    /// Deletes what a terminating namespace holds, and the namespace once it is empty; says whether
    /// it is gone.
    fileprivate mutating func emptyNamespace(_ name: String, at now: Timestamp) -> Bool {
        let key = ObjectKey(resource: Resource.namespaces.name, namespace: "", name: name)
        guard let stored = store[key], stored.object.isTerminating else { return true }
        var isEmpty = true
        for resource in ResourceCatalog.allResources where resource.isNamespaced {
            let served = ServedResource(stored: resource)
            for object in store.objects(resource.name, namespace: name) {
                let target = Target(served, namespace: name, name: object.key.name)
                if case .deleted? = try? delete(target, DeleteOptions(), at: now) { continue }
                isEmpty = false
            }
        }
        guard isEmpty, stored.object.finalizers.isEmpty else { return false }
        let finalizers = stored.object.spec["finalizers"]?.array ?? []
        guard finalizers.allSatisfy({ $0.string == NamespaceRules.finalizer }) else {
            return false
        }
        var last = stored.object
        last.spec = JSONObject()
        store.delete(stored, last: last, time: now)
        return true
    }
}

extension ServedResource {
    /// A resource as the server itself sees it: in the form in which it is stored.
    package init(stored resource: Resource) {
        self.init(resource: resource, view: resource.views[0], deprecationWarning: nil)
    }
}
