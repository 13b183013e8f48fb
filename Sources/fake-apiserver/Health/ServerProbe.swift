import KubeFoundation

/// Asks a server one thing, and waits for the answer.
///
/// It needs no event loop and no thread, so that it starts at once.
struct ServerProbe {
    private let server: String
    private let host: String
    private let port: Int
    private let basePath: String

    /// How many seconds a server may be silent.
    private static let patience = 5

    /// No answer is longer.
    private static let bytesMax = 65_536

    /// Of the server at the URL `server`, which is one of plain HTTP.
    init(_ server: String) throws(HealthError) {
        guard let url = URL(string: server), url.scheme == "http", let host = url.host(),
            !host.isEmpty
        else {
            throw HealthError(
                server: server, reason: "that is no URL such as http://127.0.0.1:8080")
        }
        self.server = server
        self.host = host
        port = url.port ?? 80
        basePath = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
    }

    /// An answer, as far as it is of interest.
    struct Answer {
        let status: Int
        /// The first line of the body.
        let firstLine: String
    }

    /// Reads `path`.
    func get(_ path: String) throws(HealthError) -> Answer {
        let socket = try connected()
        defer { close(socket) }
        let authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        // Of HTTP/1.0, so that the answer ends with the connection.
        let request = "GET \(basePath)\(path) HTTP/1.0\r\nHost: \(authority)\r\n\r\n"
        signal(SIGPIPE, SIG_IGN)
        guard output(request, to: socket) else { throw failure() }
        return try answer(in: try received(from: socket))
    }

    private func answer(in text: String) throws(HealthError) -> Answer {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw HealthError(server: server, reason: "what answers there does not speak HTTP/1")
        }
        let body = text.firstRange(of: "\r\n\r\n").map { text[$0.upperBound...] } ?? ""
        return Answer(
            status: status,
            firstLine: body.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
    }

    private func received(from socket: Int32) throws(HealthError) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while bytes.count < Self.bytesMax {
            let count = read(socket, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A connection to the first address of the host that takes one.
    private func connected() throws(HealthError) -> Int32 {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &first)
        guard code == 0 else {
            throw HealthError(
                server: server, reason: "\(host): \(String(cString: gai_strerror(code)))")
        }
        defer { freeaddrinfo(first) }
        var refusal = HealthError(server: server, reason: "\(host) has no address")
        for address in sequence(first: first, next: { $0?.pointee.ai_next }) {
            guard let entry = address?.pointee else { break }
            let number = socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol)
            guard number >= 0 else { throw failure() }
            Self.limitPatience(of: number)
            if connect(number, entry.ai_addr, entry.ai_addrlen) == 0 { return number }
            refusal = failure()
            close(number)
        }
        throw refusal
    }

    private static func limitPatience(of socket: Int32) {
        var time = timeval()
        time.tv_sec = patience
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// Why the system's last call failed.
    private func failure() -> HealthError {
        let error = POSIXError.last
        let isTimeout = [.EAGAIN, .EINPROGRESS, .ETIMEDOUT].contains(error.code)
        return HealthError(
            server: server,
            reason: isTimeout ? "it does not answer within \(Self.patience) s" : error.reason)
    }
}
