import KubeFoundation

/// A socket that waits for clients; closed when nobody holds it any more.
package struct Listener: Sendable {
    /// Where clients find it, with the port that was really taken.
    package let address: ListenAddress
    let descriptor: Descriptor
    private let socketFile: SocketFile?

    /// Starts to listen, so that clients can connect from now on.
    ///
    /// The socket file of a server that no longer lives is replaced.
    package init(_ address: ListenAddress) throws(SocketError) {
        guard let system = SystemAddress(address) else {
            throw SocketError(address.operation, reason: "invalid address")
        }
        descriptor = Descriptor(try Self.makeSocket(system, for: address))
        let number = descriptor.number
        if case .unixSocket(let path) = address {
            try SocketFile.removeStale(at: path, system: system)
        }
        guard system.with({ bind(number, $0, $1) }) == 0, listen(number, 4096) == 0 else {
            throw address.failureToListen
        }
        switch address {
        case .ip(let text, _):
            guard let port = SystemAddress(boundTo: number)?.port else {
                throw SocketError(address.operation)
            }
            self.address = .ip(text, port: port)
            socketFile = nil
        case .unixSocket(let path):
            self.address = address
            socketFile = SocketFile(path: path)
        }
    }

    /// The next client, or why there is none.
    func acceptClient() -> AcceptOutcome {
        var address = SystemAddress()
        let client = StreamSocket.accept(from: descriptor.number, &address)
        guard client >= 0 else {
            switch errno {
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
            case EINTR, ECONNABORTED: return .retry
            default: return .none
            }
        }
        #if canImport(Darwin)
            StreamSocket.setOption((SOL_SOCKET, SO_NOSIGPIPE), of: client)
        #endif
        guard case .ip = self.address else { return .client(client, address: "", port: 0) }
        StreamSocket.setOption((Int32(IPPROTO_TCP), TCP_NODELAY), of: client)
        return .client(client, address: address.ipText, port: address.port)
    }

    enum AcceptOutcome {
        /// A client, with its IP address and port; a client of a socket file has neither.
        case client(Int32, address: String, port: UInt16)
        case retry
        case none
        /// The process or the system has no more descriptors or memory.
        case exhausted
    }

    private static func makeSocket(
        _ system: SystemAddress, for address: ListenAddress
    ) throws(SocketError) -> Int32 {
        let number = StreamSocket.make(family: system.family)
        guard number >= 0 else { throw SocketError(address.operation) }
        if case .ip = address { StreamSocket.setOption((SOL_SOCKET, SO_REUSEADDR), of: number) }
        if system.family == AF_INET6 {
            // As Go does: `::` takes clients of both families.
            StreamSocket.setOption((Int32(IPPROTO_IPV6), IPV6_V6ONLY), of: number, to: 0)
        }
        return number
    }
}
