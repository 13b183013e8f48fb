import KubeStore

/// What has changed in a store since all its watches were last looked at.
struct RecentChanges: Sendable {
    /// The revision after which the changes came.
    private var startRevision: UInt64 = 0
    /// Behind the last of the changes that are known.
    private(set) var end = StoreCursor()
    /// Where it goes on, when what has changed since is not known, or too much; nil otherwise.
    private var newStart: StoreCursor?
    /// The revision of the last change in each collection.
    private var revisions: [WatchedCollection: UInt64] = [:]
    private var count = 0
    private var bytes = 0

    /// Up to where the store's history was forgotten by command when all watches were last looked at.
    private(set) var expiredRevision: UInt64 = 0
    /// The same as of now.
    private var newExpiredRevision: UInt64 = 0

    /// How much is gathered before all watches are looked at, so that those that nothing concerns
    /// never fall behind the store's history.
    private static let countMax = 1000
    private static let bytesMax = 8 << 20

    /// Adds what has changed in `store`, and returns in which collections that was.
    mutating func follow(_ store: ObjectStore) -> Set<WatchedCollection> {
        newExpiredRevision = store.expiredRevision
        guard !store.isEnd(end) else { return [] }
        var cursor = end
        guard case .changes(let events) = store.read(&cursor), events.count <= Self.countMax else {
            newStart = cursor
            return []
        }
        end = cursor
        var changed: Set<WatchedCollection> = []
        for event in events {
            count += 1
            bytes += event.object.body.count
            for collection in WatchedCollection.all(of: event.object.key) {
                changed.insert(collection)
                revisions[collection] = event.revision
            }
        }
        return changed
    }

    /// Whether not everything is told that has changed.
    var isBroken: Bool { newStart != nil }

    /// Whether it is time to look at all watches.
    var areMany: Bool {
        isBroken || hasExpired || count >= Self.countMax || bytes >= Self.bytesMax
    }

    /// Whether some of the history was forgotten by command since all watches were looked at.
    var hasExpired: Bool { newExpiredRevision > expiredRevision }

    /// Whether it is known that nothing has changed in `collection` after `revision`.
    func areNone(in collection: WatchedCollection, after revision: UInt64) -> Bool {
        max(startRevision, revisions[collection] ?? 0) <= revision
    }

    /// Begins anew, after all watches were looked at.
    mutating func restart() {
        if let newStart { end = newStart }
        startRevision = end.revision
        expiredRevision = newExpiredRevision
        newStart = nil
        revisions = [:]
        count = 0
        bytes = 0
    }
}
