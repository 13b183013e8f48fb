import KubeAPI
import KubeJSON
package import KubeStore
package import KubeTime

/// Empties and removes terminating namespaces, as the namespace controller of a cluster does
/// (COR-009).
///
/// It follows the store's history, goes once through what a namespace holds when that begins to
/// terminate, and from then on only looks whether it is empty. A large namespace is emptied a part
/// at a time.
package struct NamespaceController: Sendable {
    private var cursor = StoreCursor()

    /// The terminating namespaces, and how far each has been emptied.
    private var terminating: [String: NamespaceEmptying] = [:]

    /// Those of them that are not emptied yet, or that something has happened in.
    private var due: Set<String> = []

    /// How many objects are deleted at a time, so that clients are served in between.
    private static let deletionsMax = 32

    package init() {}

    /// Does what the changes since the last call ask for, or a part of it.
    package mutating func advance(to now: Timestamp, in registry: inout Registry) {
        guard isBehind(registry.store) || hasMore else { return }
        note(registry.store)
        var room = Self.deletionsMax
        for name in due.sorted() where room > 0 {
            terminating[name]?.proceed(name, in: &registry, at: now, room: &room)
            guard terminating[name]?.isDone == true else { continue }
            due.remove(name)
            if registry.removeNamespace(name, at: now) { terminating[name] = nil }
        }
        // What it has written itself it need not read.
        cursor = registry.store.end
    }

    /// Whether there is more to do at once.
    package var hasMore: Bool { !due.isEmpty }

    /// Whether something was committed that the controller has not seen.
    package func isBehind(_ store: ObjectStore) -> Bool { !store.isEnd(cursor) }

    private mutating func note(_ store: ObjectStore) {
        guard case .changes(let events) = store.read(&cursor) else { return begin(store) }
        for event in events {
            let key = event.object.key
            if key.resource == Resource.namespaces.name {
                if event.change != .deleted, event.object.object.isTerminating {
                    terminating[key.name] = terminating[key.name] ?? NamespaceEmptying()
                    due.insert(key.name)
                } else {
                    terminating[key.name] = nil
                    due.remove(key.name)
                }
            } else if terminating[key.namespace] != nil {
                if event.change == .added { terminating[key.namespace] = NamespaceEmptying() }
                due.insert(key.namespace)
            }
        }
    }

    /// Begins with what is there, since not everything is known that happened.
    private mutating func begin(_ store: ObjectStore) {
        terminating = [:]
        for namespace in store.objects(Resource.namespaces.name)
        where namespace.object.isTerminating {
            terminating[namespace.key.name] = NamespaceEmptying()
        }
        due = Set(terminating.keys)
    }
}

extension Registry {
    /// Removes a terminating namespace that is empty; says whether it is gone.
    fileprivate mutating func removeNamespace(_ name: String, at now: Timestamp) -> Bool {
        let key = ObjectKey(resource: Resource.namespaces.name, namespace: "", name: name)
        guard let stored = store[key], stored.object.isTerminating else { return true }
        let finalizers = stored.object.spec["finalizers"]?.array ?? []
        guard
            catalog.resources.allSatisfy({
                !$0.isNamespaced || store.objects($0.name, namespace: name).isEmpty
            }),
            stored.object.finalizers.isEmpty,
            finalizers.allSatisfy({ $0.string == NamespaceRules.finalizer })
        else { return false }
        var last = stored.object
        last.spec = JSONObject()
        let write = Write(
            Target(ServedResource(stored: .namespaces), namespace: "", name: name),
            old: stored.object, new: nil,
            WriteContext(manager: "kube-apiserver", author: .server, now: now))
        do throws(StatusError) {
            try delete(write, stored, last: last)
            return true
        } catch {
            return false
        }
    }
}
