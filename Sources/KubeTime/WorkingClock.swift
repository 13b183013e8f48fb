import Synchronization

/// A clock that is told of what is under way and must be over before it goes on, where it cannot see
/// that by itself.
package protocol WorkingClock: Sendable {
    /// Takes note that something is under way, until the work is finished.
    func beginWork() -> Work

    /// Waits for an instant; `work` is finished as soon as it is known who waits.
    ///
    /// Returns what is under way because the instant has come.
    func sleep(until instant: Timestamp, finishing work: Work) async throws -> Work
}

/// Something that is under way: until it is said to be finished, or nobody holds it any more.
package final class Work: Sendable {
    private let isFinished = Atomic(false)
    private let end: @Sendable () -> Void

    /// Whether the task does something of which a clock knows already.
    @TaskLocal package static var isUnderWay = false

    /// Work that has begun; `end` is told once that it is over.
    package init(end: @escaping @Sendable () -> Void) {
        self.end = end
    }

    deinit { finish() }

    /// Says that it is over.
    package func finish() {
        if !isFinished.exchange(true, ordering: .relaxed) { end() }
    }
}
