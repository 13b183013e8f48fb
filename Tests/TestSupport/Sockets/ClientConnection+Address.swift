import Foundation
import KubeSockets

extension ClientConnection {
    /// A connected socket that programs which tests start do not inherit: they would keep the
    /// connection open.
    static func connected(
        to address: ListenAddress, receiveBufferBytes: Int32?
    ) throws -> Int32 {
        switch address {
        case .unixSocket(let path):
            var local = sockaddr_un()
            local.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &local.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            return try connected(AF_UNIX, local, receiveBufferBytes)
        case .ip(let text, let port) where text.contains(":"):
            var ipv6 = sockaddr_in6()
            ipv6.sin6_family = sa_family_t(AF_INET6)
            ipv6.sin6_port = port.bigEndian
            inet_pton(AF_INET6, text, &ipv6.sin6_addr)
            return try connected(AF_INET6, ipv6, receiveBufferBytes)
        case .ip(let text, let port):
            var ipv4 = sockaddr_in()
            ipv4.sin_family = sa_family_t(AF_INET)
            ipv4.sin_port = port.bigEndian
            inet_pton(AF_INET, text, &ipv4.sin_addr)
            return try connected(AF_INET, ipv4, receiveBufferBytes)
        }
    }

    private static func connected<Address>(
        _ family: Int32, _ address: Address, _ receiveBufferBytes: Int32?
    ) throws -> Int32 {
        let descriptor = socket(family, streamType, 0)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        if var bytes = receiveBufferBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, 4)
        }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else {
            defer { close(descriptor) }
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return descriptor
    }

    #if canImport(Darwin)
        static let streamType = SOCK_STREAM
    #else
        static let streamType = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #endif
}

extension ListenAddress {
    /// The address in a URL, such as `http://127.0.0.1:8080/clusters/a`; nil for any other host.
    package init?(url: String) {
        guard let url = URLComponents(string: url), url.scheme == "http",
            let port = url.port.flatMap({ UInt16(exactly: $0) }), let host = url.host
        else { return nil }
        self = .ip(host.trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port: port)
    }
}
