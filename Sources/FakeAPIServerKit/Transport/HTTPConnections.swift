import KubeHTTP1
import KubeSockets
import Synchronization

/// The connections of one client to a server, each used by one request after the other.
final class HTTPConnections: Sendable {
    /// Connects to the server.
    typealias Dial = @Sendable (@escaping ConnectionReceiver) -> any ByteConnection

    private let host: String
    private let dial: Dial
    private let idle = Mutex<[Idle]>([])

    /// A connection that is idle for longer may be ended by the server at any time.
    private static let idleTimeout = Duration.seconds(30)

    private struct Idle {
        let connection: HTTPConnection
        let since: ContinuousClock.Instant
    }

    /// No connections yet to the server at `url`.
    init(to url: String, _ dial: @escaping Dial) {
        host = String(url.trimmingPrefix("http://"))
        self.dial = dial
    }

    deinit {
        for idle in idle.withLock(\.self) { idle.connection.close() }
    }

    /// Sends a request, and returns the answer as soon as its head is there.
    func send(
        _ request: FakeTransport.Request, basePath: String
    ) async throws(FakeAPIServerError) -> FakeTransport.Response {
        let bytes = try request.encoded(basePath: basePath, host: host)
        let connection = takeIdle() ?? HTTPConnection(dial)
        return try await connection.send(bytes, isHead: request.method == "HEAD") { [weak self] in
            self?.keep(connection)
        }
    }

    private func takeIdle() -> HTTPConnection? {
        let now = ContinuousClock.now
        return idle.withLock { idle in
            while let last = idle.popLast() {
                if last.connection.isOpen, now - last.since < Self.idleTimeout {
                    return last.connection
                }
                last.connection.close()
            }
            return nil
        }
    }

    private func keep(_ connection: HTTPConnection) {
        idle.withLock { $0.append(Idle(connection: connection, since: .now)) }
    }
}

extension FakeTransport.Request {
    /// The request as bytes, its body with its length.
    fileprivate func encoded(
        basePath: String, host: String
    ) throws(FakeAPIServerError) -> [UInt8] {
        guard path.first == "/", path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !method.isEmpty, method.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw FakeAPIServerError(.invalid, "\"\(self)\" is no request") }
        var fields = HTTPFields()
        for header in headers { fields.append(header.value, as: header.name) }
        if fields["Host"] == nil { fields.append(host, as: "Host") }
        if fields["Accept"] == nil { fields.append("application/json", as: "Accept") }
        if fields["Content-Type"] == nil, !body.isEmpty {
            fields.append("application/json", as: "Content-Type")
        }
        fields["Content-Length"] = body.isEmpty && method == "GET" ? nil : "\(body.count)"
        var head = "\(method) \(basePath)\(path) HTTP/1.1\r\n"
        for field in fields { head += "\(field.name): \(field.value)\r\n" }
        return Array("\(head)\r\n".utf8) + body
    }
}
