import KubeAPI
import KubeCluster
import KubeSockets
import KubeTime

/// Asking from other threads, and waiting for what comes of it.
extension LoopMailbox {
    /// What `body` returns, which runs on the server's thread between two requests, once everything
    /// that it may tell of is kept.
    func askHost<Answer: Sendable>(
        _ body:
            @escaping @Sendable (inout ClusterHost, Timestamp) throws(StatusError) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        let outcome: Result<Answer, FakeAPIServerError> = await withCheckedContinuation {
            continuation in
            let isAccepted = deliver(to: HostHandler.self) { handler, wall in
                let outcome = Result { () throws(StatusError) in try body(&handler.host, wall) }
                    .mapError { FakeAPIServerError($0) }
                return { _, _ in continuation.resume(returning: outcome) }
            }
            if !isAccepted { continuation.resume(returning: .failure(.ended)) }
        }
        return try outcome.get()
    }
}
