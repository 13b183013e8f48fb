import Synchronization

/// A clock that a test moves, and that code sleeps by.
package final class VirtualClock: Clock, Sendable {
    private let content = Mutex(Content())

    private struct Content {
        var now = Instant(offset: .zero)
        var sleepers: [Int: Sleeper] = [:]
        var count = 0
        /// Who was cancelled before it slept.
        var cancelled: Set<Int> = []
    }

    private struct Sleeper {
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    /// A time since the clock was made.
    package struct Instant: InstantProtocol {
        /// How long ago the clock was made.
        package let offset: Duration

        package init(offset: Duration) {
            self.offset = offset
        }

        package func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        package func duration(to other: Instant) -> Duration { other.offset - offset }

        package static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }
    }

    /// A clock that shows its beginning.
    package init() {}

    package var now: Instant { content.withLock(\.now) }

    package var minimumResolution: Duration { .zero }

    /// When the next sleeper wakes; nil when nobody sleeps.
    package var nextDeadline: Instant? {
        content.withLock { $0.sleepers.values.map(\.deadline).min() }
    }

    /// Moves the clock on, and wakes who is due, in the order in which they are.
    package func advance(to instant: Instant) {
        let due = content.withLock { content in
            content.now = max(content.now, instant)
            let due = content.sleepers.filter { $0.value.deadline <= content.now }
            for number in due.keys { content.sleepers[number] = nil }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
        }
        for (_, sleeper) in due { sleeper.continuation.resume() }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = content.withLock { content in
            content.count += 1
            return content.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result = content.withLock { content -> Result<Void, any Error>? in
                    if content.cancelled.remove(number) != nil {
                        return .failure(CancellationError())
                    }
                    if deadline <= content.now { return .success(()) }
                    content.sleepers[number] = Sleeper(
                        deadline: deadline, continuation: continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let sleeper = content.withLock { content in
                let sleeper = content.sleepers.removeValue(forKey: number)
                if sleeper == nil { content.cancelled.insert(number) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
