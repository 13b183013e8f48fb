import Foundation
import LeaderElection
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The requests of one session that are under way, and who waits for their answers.
final class URLSessionExchanges: NSObject, URLSessionDataDelegate {
    private let access: ClusterAccess
    private let exchanges = Mutex<[Int: Exchange]>([:])

    /// A request that is under way.
    private enum Exchange {
        /// Nothing has come yet.
        case sent(CheckedContinuation<APIResponse, any Error>)
        /// The body is coming.
        case answered(AsyncThrowingStream<[UInt8], any Error>.Continuation)
    }

    init(_ access: ClusterAccess) {
        self.access = access
    }

    /// Takes note of who waits for the answer to `task`.
    func begin(
        _ task: URLSessionTask, _ continuation: CheckedContinuation<APIResponse, any Error>
    ) {
        exchanges.withLock { $0[task.taskIdentifier] = .sent(continuation) }
    }

    /// Ends the exchange, if it has not ended yet; nil is an end as it should be.
    func end(_ task: URLSessionTask, throwing error: (any Error)?) {
        let exchange = exchanges.withLock { $0.removeValue(forKey: task.taskIdentifier) }
        switch exchange {
        case .sent(let continuation):
            continuation.resume(
                throwing: error ?? LeaseClientError(.noAnswer, "the connection was closed"))
        case .answered(let body): body.finish(throwing: error)
        case nil: break
        }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        defer { completionHandler(.allow) }
        guard let answer = response as? HTTPURLResponse else { return }
        let (stream, body) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        // Whoever does not want the rest closes the connection.
        body.onTermination = { reason in
            if case .cancelled = reason { dataTask.cancel() }
        }
        let exchange = exchanges.withLock { exchanges in
            exchanges.updateValue(.answered(body), forKey: dataTask.taskIdentifier)
        }
        if case .sent(let continuation) = exchange {
            continuation.resume(returning: APIResponse(status: answer.statusCode, body: stream))
        }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let exchange = exchanges.withLock { $0[dataTask.taskIdentifier] }
        if case .answered(let body) = exchange { body.yield(Array(data)) }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        end(task, throwing: error.map { LeaseClientError(.noAnswer, $0.localizedDescription) })
    }

    /// An API server sends nobody elsewhere: to follow would hand the token to somebody else.
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    #if canImport(Darwin)
        func urlSession(
            _ session: URLSession, didReceive challenge: URLAuthenticationChallenge,
            completionHandler:
                @escaping (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
        ) {
            guard let trust = challenge.protectionSpace.serverTrust else {
                return completionHandler(.performDefaultHandling, nil)
            }
            guard URLSessionTrust.accepts(trust, access) else {
                return completionHandler(.cancelAuthenticationChallenge, nil)
            }
            completionHandler(.useCredential, URLCredential(trust: trust))
        }
    #endif
}
