import Environment
import KubeAPI
import SocketServer

/// Asking from other threads, and waiting for what comes of it.
extension LoopMailbox<ClusterHost> {
    /// What `body` returns, which runs on the server's thread between two requests.
    func askHost<Answer: Sendable>(
        _ body:
            @escaping @Sendable (inout ClusterHost, Timestamp) throws(StatusError) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        let outcome: Result<Answer, FakeAPIServerError> = await withCheckedContinuation {
            continuation in
            let isAccepted = post { host, wall in
                do throws(StatusError) {
                    continuation.resume(returning: .success(try body(&host, wall)))
                } catch {
                    continuation.resume(returning: .failure(FakeAPIServerError(error.message)))
                }
            }
            if !isAccepted { continuation.resume(returning: .failure(.ended)) }
        }
        return try outcome.get()
    }

    /// What `body` returns about a cluster, or throws.
    func ask<Answer: Sendable>(
        throwing id: ClusterID,
        _ body:
            @escaping @Sendable (inout Cluster, Timestamp) throws(StatusError) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        let outcome = try await ask(id) { cluster, wall in
            do throws(StatusError) {
                return Result<Answer, StatusError>.success(try body(&cluster, wall))
            } catch {
                return .failure(error)
            }
        }
        do {
            return try outcome.get()
        } catch {
            throw FakeAPIServerError(error.message)
        }
    }

    /// What `body` returns about a cluster.
    func ask<Answer: Sendable>(
        _ id: ClusterID, _ body: @escaping @Sendable (inout Cluster, Timestamp) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        let answer: Answer? = try await askHost { host, wall in
            host.withCluster(id) { body(&$0, wall) }
        }
        guard let answer else { throw .ended }
        return answer
    }
}
