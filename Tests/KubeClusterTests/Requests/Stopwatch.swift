import Synchronization

/// A clock that never jumps, and that its test moves.
final class Stopwatch: Sendable {
    private let elapsed = Mutex(Duration.zero)

    /// What it shows.
    var time: Duration { elapsed.withLock(\.self) }

    /// Lets time pass.
    func wait(_ duration: Duration) {
        elapsed.withLock { $0 += duration }
    }
}
