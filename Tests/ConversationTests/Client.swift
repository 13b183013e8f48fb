import KubeHTTP1

/// A way to talk to a server: the depths at which conversations are played differ only in it.
protocol Client {
    /// An answer that is being received.
    associatedtype Answer

    /// Sends `request` and returns once the head of the answer is there.
    mutating func open(_ request: HTTPRequest) throws -> (head: AnswerHead, answer: Answer)

    /// The next bytes of the body of `answer`; lets at most `patience` pass.
    mutating func receive(_ answer: inout Answer, patience: Duration) throws -> Received
}

/// What comes before a body.
struct AnswerHead: Hashable, Sendable {
    let status: Int
    let fields: HTTPFields
}

/// What comes of a body.
enum Received: Hashable, Sendable {
    case bytes([UInt8])
    /// Nothing, for as long as one was ready to wait.
    case silence
    /// The body is complete.
    case end
}

/// A client that was told nonsense.
enum ClientError: Error {
    case noAnswer
    case malformedAnswer(String)
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
