import KubeRegistry
import KubeStore

/// What has changed in a store since its watches were last asked, by collection: each need only be
/// asked when something has changed in its own.
struct RecentChanges: Sendable {
    /// The revision after which the changes came.
    private(set) var startRevision: UInt64 = 0
    /// Behind the last of the changes.
    private(set) var end = StoreCursor()
    /// The collections that have changed; nil when these are too many, or not known.
    private var collections: [Collection]?

    private struct Collection {
        let resource: String
        let namespace: String
    }

    /// How many collections are told apart.
    private static let collectionsMax = 16

    /// Begins anew with what has changed in `store` since the last time, if anything has.
    mutating func follow(_ store: ObjectStore) {
        guard !store.isEnd(end) else { return }
        startRevision = end.revision
        collections = nil
        guard case .changes(let events) = store.read(&end) else { return }
        var changed: [Collection] = []
        for key in events.lazy.map(\.object.key) {
            let isKnown = changed.contains {
                $0.resource == key.resource && $0.namespace == key.namespace
            }
            guard !isKnown else { continue }
            guard changed.count < Self.collectionsMax else { return }
            changed.append(Collection(resource: key.resource, namespace: key.namespace))
        }
        collections = changed
    }

    /// Whether any of the changes may concern a watch of `selection`.
    func mayConcern(_ selection: Selection) -> Bool {
        guard let collections else { return true }
        return collections.contains {
            $0.resource == selection.resourceName
                && (selection.namespace.isEmpty || $0.namespace == selection.namespace)
        }
    }
}
