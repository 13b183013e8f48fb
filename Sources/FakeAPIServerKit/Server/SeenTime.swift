import KubeTime
import Synchronization

/// What a clock showed that is asked over a network.
final class SeenTime: Sendable {
    private let content = Mutex(Timestamp(seconds: 0))

    /// What it showed last; 1970 when nobody has asked.
    var time: Timestamp { content.withLock(\.self) }

    func note(_ time: Timestamp) { content.withLock { $0 = time } }
}
