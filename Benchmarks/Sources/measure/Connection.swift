import Foundation

/// One keep-alive connection to the server, blocking, with nothing between it and the socket.
final class Connection {
    private let descriptor: Int32
    private lazy var buffer = [UInt8](repeating: 0, count: 1 << 20)

    /// Connects to a port of this machine; nil when nobody listens.
    init?(port: UInt16) {
        #if canImport(Darwin)
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #else
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        var one: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            return nil
        }
    }

    /// A connection to a port of this machine on which somebody listens.
    static func to(_ port: UInt16) -> Connection {
        guard let connection = Connection(port: port) else { preconditionFailure("nobody listens") }
        return connection
    }

    deinit { close(descriptor) }

    /// Sends a request and returns its answer, which must be a success.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: String = "", type: String = "application/json",
        fields: [String] = ["Accept: application/json"]
    ) -> Answer {
        ask(Self.lines(method, path, body, type: type, fields: fields), body)
    }

    /// Sends a request, the answer to which nobody reads.
    func begin(_ method: String, _ path: String, _ body: String) {
        post(Self.lines(method, path, body, type: "application/json", fields: []), body)
    }

    private static func lines(
        _ method: String, _ path: String, _ body: String, type: String, fields: [String]
    ) -> [String] {
        let lines = [
            "\(method) \(path) HTTP/1.1", "Host: localhost", "User-Agent: measure/1.0",
        ]
        return lines + fields + ["Content-Type: \(type)", "Content-Length: \(body.utf8.count)"]
    }

    /// Sends a request whose head has these lines, and returns its answer, which must be a success.
    @discardableResult
    func ask(_ lines: [String], _ body: String) -> Answer {
        post(lines, body)
        let answer = Answer(bytes: readAnswer())
        precondition(answer.bytes.starts(with: "HTTP/1.1 2".utf8), "the server refused")
        return answer
    }

    private func post(_ lines: [String], _ body: String) {
        let head = lines.map { $0 + "\r\n" }.joined() + "\r\n"
        let bytes = Array((head + body).utf8)
        let count = send(descriptor, bytes, bytes.count, 0)
        precondition(count == bytes.count, "the server hung up")
    }

    private func readAnswer() -> [UInt8] {
        var received: [UInt8] = []
        var end: AnswerEnd?
        while !(end.map { $0.isReached(by: received) } ?? false) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            precondition(count > 0, "the server hung up")
            received += buffer[..<count]
            if end == nil { end = Self.end(of: received) }
        }
        return received
    }

    /// How it is known that an answer has come completely.
    private enum AnswerEnd {
        case count(Int)
        /// With a last chunk.
        case chunk

        func isReached(by received: [UInt8]) -> Bool {
            switch self {
            case .count(let count): received.count >= count
            case .chunk: received.suffix(7).elementsEqual("\r\n0\r\n\r\n".utf8)
            }
        }
    }

    /// Where the answer that begins in `bytes` ends; nil before its head is complete.
    ///
    /// Bytes only: what the client does must not be what is measured.
    private static func end(of bytes: [UInt8]) -> AnswerEnd? {
        var length = 0
        var isChunked = false
        var line = 0
        while let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) {
            if end - line <= 1 { return isChunked ? .chunk : .count(end + 1 + length) }
            if bytes[line...].starts(with: chunked) { isChunked = true }
            if bytes[line...].starts(with: contentLength) {
                length = bytes[(line + contentLength.count)..<(end - 1)].reduce(0) {
                    $0 * 10 + Int($1 - UInt8(ascii: "0"))
                }
            }
            line = end + 1
        }
        return nil
    }

    private static let chunked = Array("Transfer-Encoding: chunked".utf8)
    private static let contentLength = Array("Content-Length: ".utf8)
}

/// An answer as it came.
struct Answer {
    let bytes: [UInt8]

    /// What comes after the head.
    var body: ArraySlice<UInt8> {
        let end = Array("\r\n\r\n".utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: end) } ?? bytes.endIndex
        return bytes[start...].dropFirst(end.count)
    }

    /// The first resource version in it.
    var resourceVersion: String {
        let text = String(decoding: bytes.prefix(2048), as: UTF8.self)
        return String(
            text.components(separatedBy: #""resourceVersion":""#)[1].prefix { $0.isNumber })
    }
}
