package import KubeTime
import Synchronization

/// A clock that somebody moves, from whatever thread.
package final class TestClock: Sendable {
    private let time: Mutex<Timestamp>

    /// A clock that shows `start`.
    package init(_ start: Timestamp = .epoch) {
        time = Mutex(start)
    }

    /// What the clock shows.
    package var now: Timestamp {
        get { time.withLock(\.self) }
        set { time.withLock { $0 = newValue } }
    }

    /// Moves the clock on.
    package func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}
