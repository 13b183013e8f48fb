import KubeHTTP1
import KubeSockets
import KubeTime

/// A handler that answers at once, and remembers nothing of it.
protocol PlainHandler: HTTPHandler {
    /// The answer to a request.
    func answer(_ request: HTTPRequest) -> HTTPResponse
}

extension PlainHandler {
    var version: UInt64 { 0 }

    func respond(to request: HTTPRequest, as id: RequestID, at now: Timestamp) -> HTTPReply {
        HTTPReply(.complete(answer(request)))
    }

    func resume(_ wait: WaitID, at now: Timestamp) -> HTTPReply? { nil }

    func abandon(_ wait: WaitID) {}

    func streamsWithNews(at now: Timestamp) -> [StreamID] { [] }

    func produce(
        _ stream: StreamID, into output: inout [UInt8], at now: Timestamp
    ) -> StreamProgress { .finished }

    func cancel(_ stream: StreamID) {}

    func advance(to now: Timestamp) -> Timestamp? { nil }

    func didAnswer(_ request: RequestID, _ outcome: AnswerOutcome, at now: Timestamp) {}

    func close(at now: Timestamp) {}
}
