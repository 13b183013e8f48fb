import KubeTime

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
