import KubeFoundation

/// Where a server can be reached.
package enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// An IPv4 or IPv6 address and a port; port 0 takes one that is free.
    case ip(String, port: UInt16)
    /// A socket in the file system.
    case unixSocket(path: String)

    /// The address in Go's words: `127.0.0.1:6443`, `[::1]:6443`, or a path.
    package var description: String {
        switch self {
        case .ip(let address, let port):
            address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
        case .unixSocket(let path):
            path
        }
    }

    /// Why the system has just refused to listen here.
    var failureToListen: SocketError {
        let cause = POSIXError.last
        let isPort = if case .ip = self { true } else { false }
        return SocketError(
            operation, reason: cause.reason, isPortTaken: isPort && cause.code == .EADDRINUSE)
    }

    var operation: String {
        switch self {
        case .ip: "listen tcp \(self)"
        case .unixSocket: "listen unix \(self)"
        }
    }
}
