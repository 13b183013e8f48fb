package import KubeStore
package import KubeTime

/// The controllers that every cluster has: what kube-controller-manager does for the objects that are
/// stored here.
///
/// They follow the store's history together, each change once. Much work is done a part at a time, so
/// that clients are served in between.
package struct ControllerManager: Sendable {
    private var cursor = StoreCursor()
    private var namespaces = NamespaceController()
    private var garbage = GarbageCollector()

    /// How many objects are looked at, and perhaps written, at a time.
    private static let objectsMax = 32

    package init() {}

    /// Does what the changes since the last call ask for, and what is due at `now`, or a part of it.
    package mutating func advance(to now: Timestamp, in registry: inout Registry) {
        var room = Self.objectsMax
        if isBehind(registry.store) { note(registry) }
        while room > 0, let due = nextDue, due <= now,
            step(in: &registry, at: now, room: &room)
        {
            // What they write themselves they read too: one deletion leads to the next.
            note(registry)
        }
    }

    /// When there is next something to do, the far past for at once; nil when nothing is to be done
    /// unless something changes.
    package var nextDue: Timestamp? {
        guard let first = namespaces.nextDue, let second = garbage.nextDue else {
            return namespaces.nextDue ?? garbage.nextDue
        }
        return min(first, second)
    }

    /// Has everything be done as much later as the clock was set forward.
    package mutating func shift(by difference: Duration) {
        namespaces.shift(by: difference)
        garbage.shift(by: difference)
    }

    /// Whether there is more to do at once.
    package var hasMore: Bool { namespaces.hasMore || garbage.hasMore }

    /// Whether something was committed that the controllers have not seen.
    package func isBehind(_ store: ObjectStore) -> Bool { !store.isEnd(cursor) }

    /// Takes out what was deleted because its owners are gone, in that order.
    package mutating func takeCollected() -> [CollectedObject] {
        defer { garbage.collected = [] }
        return garbage.collected
    }

    private mutating func note(_ registry: Registry) {
        guard case .changes(let events) = registry.store.read(&cursor) else {
            namespaces.begin(registry.store)
            return garbage.begin(registry.catalog.resources)
        }
        for event in events {
            namespaces.note(event)
            garbage.note(event)
        }
    }

    /// Does the next piece of work; false when there is none.
    private mutating func step(
        in registry: inout Registry, at now: Timestamp, room: inout Int
    ) -> Bool {
        namespaces.step(in: &registry, at: now, room: &room)
            || garbage.step(in: &registry, at: now, room: &room)
    }
}

extension WriteContext {
    /// Who the controllers are to those who look at an object's managed fields.
    static func controllers(at now: Timestamp) -> WriteContext {
        WriteContext(manager: "kube-controller-manager", author: .server, now: now)
    }
}
