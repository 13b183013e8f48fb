import KubeHTTP1
import KubeTestSupport
import KubeTime

/// Talks to a running server over a connection for every request.
///
/// It does not sleep: when the server is silent for a moment, it moves the server's clock on.
struct SocketClient: Client {
    private let server: RunningServer

    /// How long a silence has to be to be taken for one.
    private static let silence = Duration.milliseconds(20)

    init(server: RunningServer) {
        self.server = server
    }

    mutating func open(_ request: HTTPRequest) throws -> (head: AnswerHead, answer: Answer) {
        let connection = try ClientConnection(to: server.address, patience: Self.silence)
        connection.send(request.encoded)
        var reader = AnswerReader(toHead: request.method == "HEAD")
        let deadline = server.now + .seconds(10)
        while reader.head == nil {
            guard try read(connection, into: &reader, until: deadline) else {
                throw ClientError.noAnswer
            }
        }
        guard let head = reader.head else { throw ClientError.noAnswer }
        return (head, Answer(connection: connection, reader: reader))
    }

    mutating func receive(_ answer: inout Answer, patience: Duration) throws -> Received {
        let deadline = server.now + patience
        while true {
            let bytes = answer.reader.takeBody()
            if !bytes.isEmpty { return .bytes(bytes) }
            if answer.reader.isComplete { return .end }
            guard try read(answer.connection, into: &answer.reader, until: deadline) else {
                return .silence
            }
        }
    }

    /// Reads what arrives; false when nothing has by `deadline` of the server's clock.
    private func read(
        _ connection: ClientConnection, into reader: inout AnswerReader, until deadline: Timestamp
    ) throws -> Bool {
        while true {
            switch try connection.receive() {
            case .bytes(let bytes):
                try reader.append(bytes[...])
                return true
            case .silence:
                guard server.now < deadline else { return false }
                server.advanceClock(by: .milliseconds(500))
            case .end:
                throw ClientError.malformedAnswer("the connection ends in it")
            }
        }
    }

    struct Answer {
        fileprivate let connection: ClientConnection
        fileprivate var reader: AnswerReader
    }
}
