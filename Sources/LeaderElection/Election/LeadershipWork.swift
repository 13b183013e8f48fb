import Synchronization

/// What runs while an elector leads, as the elector and whoever runs the work see it.
final class LeadershipWork: Sendable {
    let leadership: Leadership
    private let lossReason = Mutex<LeadershipLoss?>(nil)
    private let losing: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init(_ leadership: Leadership) {
        self.leadership = leadership
        (losing, continuation) = AsyncStream.makeStream()
    }

    /// Why the leadership was lost; nil as long as it was not.
    var loss: LeadershipLoss? { lossReason.withLock(\.self) }

    /// Says that the leadership is lost.
    func lose(_ loss: LeadershipLoss) {
        lossReason.withLock { $0 = loss }
        continuation.finish()
    }

    /// Runs `body`, and cancels it when the leadership is lost; returns how it ended.
    func run<Output: Sendable>(
        _ body: @escaping @Sendable (Leadership) async throws -> Output
    ) async -> Result<Output, any Error> {
        let (leadership, losing) = (leadership, losing)
        return await withTaskGroup(of: Result<Output, any Error>?.self) { group in
            group.addTask {
                do {
                    return .success(try await body(leadership))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                for await _ in losing {}
                return nil
            }
            var result: Result<Output, any Error>?
            while let ended = await group.next() {
                result = result ?? ended
                group.cancelAll()
            }
            return result ?? .failure(CancellationError())
        }
    }
}
