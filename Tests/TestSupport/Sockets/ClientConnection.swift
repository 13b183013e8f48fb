import Foundation
package import KubeSockets

/// The client's end of a connection, a blocking socket; closed when nobody holds it any more.
package final class ClientConnection: Sendable {
    private let descriptor: Int32
    /// What lives as long as the connection.
    private let owner: (any AnyObject & Sendable)?

    /// Connects to a server, perhaps one that `owner` stops when nobody holds it any more; every
    /// wait for it ends after `patience`.
    package init(
        to address: ListenAddress, of owner: (any AnyObject & Sendable)? = nil,
        patience: Duration = Patience.duration, receiveBufferBytes: Int32? = nil
    ) throws {
        self.owner = owner
        descriptor = try Self.connected(to: address, receiveBufferBytes: receiveBufferBytes)
        let (seconds, attoseconds) = patience.components
        var timeout = timeval(
            tv_sec: .init(seconds), tv_usec: .init(attoseconds / 1_000_000_000_000))
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
    }

    deinit {
        close(descriptor)
    }

    /// Sends all of `bytes`, or as much as the server takes; returns how many those are.
    @discardableResult
    package func send(_ bytes: some Sequence<UInt8>) -> Int {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Self.sendFlags)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    /// What arrives next, of which at most `max` bytes are taken; throws when the server has reset
    /// the connection.
    package func receive(max: Int = 65_536) throws -> Received {
        var buffer = [UInt8](repeating: 0, count: max)
        while true {
            let count = recv(descriptor, &buffer, max, 0)
            if count > 0 { return .bytes(Array(buffer[..<count])) }
            if count == 0 { return .end }
            switch errno {
            // A signal, such as that of a program that ended, interrupts a wait that has an end.
            case EINTR: continue
            case EAGAIN: return .silence
            default: throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        }
    }

    /// Tells the server that nothing more will be sent.
    package func shutdownSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Leaves at once: the server is told by a reset, not by an orderly end.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        // The descriptor stays ours until nobody holds the connection.
        let other = socket(AF_UNIX, Self.streamType, 0)
        dup2(other, descriptor)
        close(other)
    }

    #if canImport(Darwin)
        private static let sendFlags: Int32 = 0
    #else
        private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif
}
