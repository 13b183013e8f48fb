import KubeTestSupport
import LeaderElection
import Synchronization

/// The requests of all programs in a world, on their way to its server.
final class WorldNetwork: Sendable {
    private let content = Mutex(Content())

    private struct Content {
        var count = 0
        var sent: [Request] = []
        var waiting: [Int: CheckedContinuation<APIResponse, any Error>] = [:]
        var bodies: [Int: AsyncThrowingStream<[UInt8], any Error>.Continuation] = [:]
        var givenUp: [Int] = []
    }

    /// A request that a program has sent.
    struct Request: Sendable {
        let id: Int
        let program: String
        let request: APIRequest
    }

    /// The connection broke.
    struct Broken: Error {}

    /// How the program called `name` reaches the server.
    func transport(of name: String) -> some APITransport {
        ClosureTransport { [self] request in try await send(request, from: name) }
    }

    private func send(_ request: APIRequest, from program: String) async throws -> APIResponse {
        let id = content.withLock { content in
            content.count += 1
            return content.count
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                content.withLock { content in
                    content.sent.append(Request(id: id, program: program, request: request))
                    content.waiting[id] = continuation
                }
                if Task.isCancelled { giveUp(id) }
            }
        } onCancel: {
            giveUp(id)
        }
    }

    private func giveUp(_ id: Int) {
        let continuation = content.withLock { content in
            content.givenUp.append(id)
            return content.waiting.removeValue(forKey: id)
        }
        continuation?.resume(throwing: CancellationError())
    }

    /// Takes the requests that were sent, and those that were given up, since this was last asked.
    func takeNews() -> (sent: [Request], givenUp: [Int]) {
        content.withLock { content in
            defer { (content.sent, content.givenUp) = ([], []) }
            return (content.sent, content.givenUp)
        }
    }

    /// Hands an answer over, if it is still waited for.
    func deliver(_ answer: Result<APIResponse, any Error>, to id: Int) {
        content.withLock { $0.waiting.removeValue(forKey: id) }?.resume(with: answer)
    }

    /// Hands the head of a stream over.
    func open(_ status: Int, to id: Int) {
        let (stream, body) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        body.onTermination = { [weak self] reason in
            if case .cancelled = reason { self?.giveUp(id) }
        }
        content.withLock { $0.bodies[id] = body }
        deliver(.success(APIResponse(status: status, body: stream)), to: id)
    }

    /// Hands more of a stream over.
    func append(_ part: [UInt8], to id: Int) {
        _ = content.withLock { $0.bodies[id] }?.yield(part)
    }

    /// Ends a stream.
    func close(_ id: Int, throwing error: (any Error)? = nil) {
        content.withLock { $0.bodies.removeValue(forKey: id) }?.finish(throwing: error)
    }
}
