package import KubeTime
import Synchronization

/// What a cluster's clock shows, for those who look at it from another thread than the cluster's.
package final class ClockFace: Sendable {
    private let content: Mutex<Content>

    private struct Content {
        var clock: ClusterClock
        /// How much is under way for which time must not go on.
        var workCount = 0
        /// How much such work has ever begun or ended.
        var workChangeCount: UInt64 = 0
    }

    init(_ clock: ClusterClock) {
        content = Mutex(Content(clock: clock))
    }

    /// The cluster's time when the machine's clock shows `wall`.
    package func now(at wall: Timestamp) -> Timestamp {
        content.withLock { $0.clock.now(at: wall) }
    }

    /// Shows what `clock` shows from now on.
    func show(_ clock: ClusterClock) { content.withLock { $0.clock = clock } }

    /// Takes note that something is under way which the clock cannot see.
    package func beginWork() { changeWork(by: 1) }

    /// Takes note that such a thing has ended.
    package func endWork() { changeWork(by: -1) }

    private func changeWork(by change: Int) {
        content.withLock { content in
            content.workCount += change
            content.workChangeCount &+= 1
        }
    }

    /// How much is under way, and how often that has changed.
    package var work: (count: Int, changes: UInt64) {
        content.withLock { ($0.workCount, $0.workChangeCount) }
    }
}
