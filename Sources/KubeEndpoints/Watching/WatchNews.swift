import KubeTime

/// What may be news to the watches of a cluster.
package struct WatchNews: Sendable {
    /// The collections in which something has changed.
    package let collections: Set<WatchedCollection>
    /// The watches whose time has come.
    package let due: Set<WatchID>
    /// What all watches are to be looked at for; nil when only those are concerned that are above.
    package let sweep: WatchSweep?
}

/// What is looked for when all watches are looked at.
///
/// A class, since it is shown to each of them.
package final class WatchSweep: Sendable {
    let changes: RecentChanges
    let now: Timestamp

    init(for changes: RecentChanges, at now: Timestamp) {
        self.changes = changes
        self.now = now
    }
}
