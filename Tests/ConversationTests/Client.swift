import KubeHTTP1
import KubeTestSupport

/// A way to talk to a server: the depths at which conversations are played differ only in it.
protocol Client {
    /// An answer that is being received.
    associatedtype Answer

    /// Sends `request` and returns once the head of the answer is there.
    mutating func open(_ request: HTTPRequest) throws -> (head: AnswerHead, answer: Answer)

    /// The next bytes of the body of `answer`; lets at most `patience` pass.
    mutating func receive(_ answer: inout Answer, patience: Duration) throws -> Received
}

extension Client {
    /// Sends `request` and takes the whole answer.
    mutating func send(_ request: HTTPRequest) throws -> (head: AnswerHead, body: [UInt8]) {
        var (head, answer) = try open(request)
        var body: [UInt8] = []
        while true {
            switch try receive(&answer, patience: .seconds(10)) {
            case .bytes(let bytes): body += bytes
            case .silence: throw ClientError.noAnswer
            case .end: return (head, body)
            }
        }
    }
}
