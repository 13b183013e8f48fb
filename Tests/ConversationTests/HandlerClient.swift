import KubeEndpoints
import KubeHTTP1
import KubeTestSupport

/// Hands requests to the cluster as values.
struct HandlerClient: Client {
    var host: TestHost

    mutating func open(_ request: HTTPRequest) throws -> (head: AnswerHead, answer: Answer) {
        let (response, stream) = try host.answer(request, patience: .seconds(10))
        let head = AnswerHead(status: response.status, fields: response.fields)
        return (head, Answer(first: response.body, rest: stream))
    }

    mutating func receive(_ answer: inout Answer, patience: Duration) -> Received {
        if let first = answer.first {
            answer.first = nil
            if !first.isEmpty { return .bytes(first) }
        }
        return host.receive(&answer.rest, patience: patience)
    }

    struct Answer {
        /// What came with the head, until it is received.
        fileprivate var first: [UInt8]?
        fileprivate var rest: WatchStream?
    }
}
