import Foundation
import KubeSockets

/// A client with a blocking socket; every wait ends after ten seconds.
final class TestClient: Sendable {
    private let descriptor: Int32
    /// Not stopped as long as it has clients.
    private let server: any AnyObject & Sendable

    init<Handler>(to server: TestServer<Handler>, receiveBufferBytes: Int32? = nil) throws {
        self.server = server
        switch server.address {
        case .unixSocket(let path):
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var local = sockaddr_un()
            local.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            try connect(to: local)
        case .ip(let text, let port) where text.contains(":"):
            descriptor = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
            var ipv6 = sockaddr_in6()
            ipv6.sin6_family = sa_family_t(AF_INET6)
            ipv6.sin6_port = port.bigEndian
            inet_pton(AF_INET6, text, &ipv6.sin6_addr)
            try connect(to: ipv6)
        case .ip(let text, let port):
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            if var bytes = receiveBufferBytes {
                setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, 4)
            }
            var ipv4 = sockaddr_in()
            ipv4.sin_family = sa_family_t(AF_INET)
            ipv4.sin_port = port.bigEndian
            inet_pton(AF_INET, text, &ipv4.sin_addr)
            try connect(to: ipv4)
        }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends all of `bytes`, or as much as the server takes.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// Sends a request without a body.
    func get(_ path: String, fields: String = "") {
        send("GET \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
    }

    /// What arrives until `suffix` has arrived, or the connection ends.
    func receive(until suffix: String) -> String {
        var text = ""
        while !text.hasSuffix(suffix), let chunk = receiveChunk(max: 1) {
            text += String(decoding: chunk, as: UTF8.self)
        }
        return text
    }

    /// The status and the body of the next answer, which says how long it is.
    func receiveAnswer() -> String {
        let head = receive(until: "\r\n\r\n")
        let field = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        let length = field.flatMap { Int($0.dropFirst(16)) } ?? 0
        var body: [UInt8] = []
        while body.count < length, let chunk = receiveChunk(max: length - body.count) {
            body += chunk
        }
        return "\(head.dropFirst(9).prefix(3)) \(String(decoding: body, as: UTF8.self))"
    }

    /// How many bytes arrive until `count` have arrived, or the connection ends.
    func receiveCount(atMost count: Int) -> Int {
        var received = 0
        while received < count, let chunk = receiveChunk(max: min(65_536, count - received)) {
            received += chunk.count
        }
        return received
    }

    /// Everything until the connection ends; nil when it does not.
    func receiveAll() -> String? {
        var bytes: [UInt8] = []
        while let chunk = receiveChunk(max: 65_536) { bytes += chunk }
        return errno == EAGAIN ? nil : String(decoding: bytes, as: UTF8.self)
    }

    func shutdownSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Leaves at once: the server is told by a reset, not by an orderly end.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        // The descriptor stays ours until nobody holds the client.
        let other = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        dup2(other, descriptor)
        close(other)
    }

    private func receiveChunk(max: Int) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: max)
        errno = 0
        let count = recv(descriptor, &buffer, max, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private func connect<Address>(to address: Address) throws {
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        if result != 0 { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
