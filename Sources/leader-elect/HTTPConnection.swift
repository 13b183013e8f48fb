import Foundation
import LeaderElection

/// One HTTP/1.1 request on a connection of its own.
struct HTTPConnection {
    /// Whether nothing more will come.
    private(set) var isFinished = false

    private let descriptor: Int32
    private var answer = HTTPAnswer()

    /// How long the request may take to be sent, in seconds.
    private static let sendTimeoutSeconds = 5

    /// A server that has gone must not raise `SIGPIPE`; on Darwin the socket sees to that.
    #if canImport(Darwin)
        private static let sendFlags: Int32 = 0
    #else
        private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// Why a connection fails.
    struct Failure: Error {
        let description: String
    }

    /// Connects and sends `request`.
    init(_ request: ClientRequest, to server: ServerAddress) throws(Failure) {
        descriptor = try Self.connect(to: server)
        let head = """
            \(request.method) \(server.pathPrefix)\(request.path) HTTP/1.1\r
            Host: \(server.authority)\r
            User-Agent: leader-elect\r
            Accept: application/json\r
            Content-Type: application/json\r
            Content-Length: \(request.body.count)\r
            Connection: close\r
            \r

            """
        guard send(Array(head.utf8) + request.body) else {
            close()
            throw Failure(description: "the request cannot be sent")
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// What to poll for.
    var pollDescriptor: pollfd {
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }

    /// Reads what has come; a stream's body is handed on part by part.
    mutating func read(asStream isStream: Bool) -> [ClientEvent] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return [] }
        answer.append(buffer.prefix(max(0, count)), isEnd: count <= 0)
        isFinished = answer.isComplete
        guard let status = answer.status else { return isFinished ? [.end] : [] }
        if isStream, status == 200 {
            let part = answer.takeBody()
            return (part.isEmpty ? [] : [.part(part)]) + (isFinished ? [.end] : [])
        }
        guard isFinished else { return [] }
        return answer.isBroken ? [.end] : [.answer(status: status, body: answer.takeBody())]
    }

    /// Gives the connection back to the system.
    func close() {
        _ = Foundation.close(descriptor)
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Self.sendFlags)
            }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private static func connect(to server: ServerAddress) throws(Failure) -> Int32 {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Darwin)
            hints.ai_socktype = SOCK_STREAM
        #else
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #endif
        var addresses: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(server.host, server.port, &hints, &addresses) == 0 else {
            throw Failure(description: "\(server.host) is unknown")
        }
        defer { freeaddrinfo(addresses) }
        var next = addresses
        while let address = next?.pointee {
            if let descriptor = connect(to: address) { return descriptor }
            next = address.ai_next
        }
        throw Failure(description: "\(server.authority) does not answer")
    }

    private static func connect(to address: addrinfo) -> Int32? {
        let descriptor = makeSocket(for: address)
        guard descriptor >= 0 else { return nil }
        setOption(SO_SNDTIMEO, of: descriptor, to: timeval(tv_sec: sendTimeoutSeconds, tv_usec: 0))
        #if canImport(Darwin)
            setOption(SO_NOSIGPIPE, of: descriptor, to: Int32(1))
        #endif
        guard Foundation.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            _ = Foundation.close(descriptor)
            return nil
        }
        return descriptor
    }

    /// A socket that no program inherits which this process starts.
    private static func makeSocket(for address: addrinfo) -> Int32 {
        #if canImport(Darwin)
            let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            return descriptor
        #else
            return socket(
                address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue),
                address.ai_protocol)
        #endif
    }

    private static func setOption(_ name: Int32, of descriptor: Int32, to value: some Any) {
        withUnsafeBytes(of: value) {
            _ = setsockopt(descriptor, SOL_SOCKET, name, $0.baseAddress, socklen_t($0.count))
        }
    }
}
