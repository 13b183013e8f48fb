import KubeAPI
import KubeCluster
import KubeSockets
import KubeTime

/// Asking from other threads, and waiting for what comes of it.
extension LoopMailbox {
    /// What `body` returns, which runs on the server's thread between two requests, once everything
    /// that it may tell of is kept.
    ///
    /// Throws when that `isUndone`, if it cannot be kept.
    func askHost<Answer: Sendable>(
        isUndone: Bool = false,
        _ body:
            @escaping @Sendable (inout ClusterHost, Timestamp) throws(StatusError) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        let outcome: Result<Answer, FakeAPIServerError> = await withCheckedContinuation {
            continuation in
            let isAccepted = deliver(to: HostHandler.self) { handler, wall in
                let outcome = Result { () throws(StatusError) in try body(&handler.host, wall) }
                    .mapError { FakeAPIServerError($0) }
                return { handler, isKept in
                    let loss = isKept || !isUndone ? nil : handler.host.failureDescription
                    continuation.resume(
                        returning: loss.map {
                            .failure(FakeAPIServerError(.server(status: 500), $0))
                        } ?? outcome)
                }
            }
            if !isAccepted { continuation.resume(returning: .failure(.ended)) }
        }
        return try outcome.get()
    }

    /// What `body` returns about a cluster, or throws; `changing` its objects.
    func ask<Answer: Sendable>(
        throwing id: ClusterID, changing: Bool = false,
        _ body:
            @escaping @Sendable (inout Cluster, Timestamp) throws(StatusError) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        try await ask(id, changing: changing) { cluster, wall in
            Result { () throws(StatusError) in try body(&cluster, wall) }
                .mapError { FakeAPIServerError($0) }
        }.get()
    }

    /// What `body` returns about a cluster; `changing` its objects.
    func ask<Answer: Sendable>(
        _ id: ClusterID, changing: Bool = false,
        _ body: @escaping @Sendable (inout Cluster, Timestamp) -> Answer
    ) async throws(FakeAPIServerError) -> Answer {
        let isUndone = changing && id == .default
        let answer: Answer? = try await askHost(isUndone: isUndone) { host, wall in
            host.withCluster(id) { body(&$0, wall) }
        }
        guard let answer else { throw .ended }
        return answer
    }
}
