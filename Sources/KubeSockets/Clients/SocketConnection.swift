import KubeFoundation
import KubeHTTP1
import Synchronization

/// A connection of a client to a server elsewhere, over a socket; a thread of its own reads it.
package final class SocketConnection: ByteConnection {
    /// The socket; nil once it is closed.
    private let descriptor: Mutex<Int32?>

    /// Connects to the server at an IP address and a port, and tells `receive` what it says.
    ///
    /// Where nobody listens, `receive` is told of the end at once.
    package init(
        toIP address: String, port: UInt16, _ receive: @escaping ConnectionReceiver
    ) {
        let number = Self.connected(to: .ip(address, port: port))
        descriptor = Mutex(number)
        guard let number else {
            receive(.end(.close))
            return
        }
        startThread(named: "connection") { [self] in
            let end = Self.read(number, receive)
            descriptor.withLock { $0 = nil }
            _ = KubeFoundation.close(number)
            receive(.end(end))
        }
    }

    package func send(_ bytes: [UInt8]) {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    KubeFoundation.send(descriptor, $0.baseAddress, $0.count, sendFlags)
                }
                if count < 0, errno == EINTR { continue }
                // Whoever reads is told why.
                guard count > 0 else { return }
                sent += count
            }
        }
    }

    package func close() {
        // The thread that reads closes it: nobody else may have got the number meanwhile.
        descriptor.withLock { descriptor in
            if let descriptor { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// A socket that blocks and is connected to `address`; nil when nobody listens there.
    private static func connected(to address: ListenAddress) -> Int32? {
        guard let system = SystemAddress(address) else { return nil }
        let number = StreamSocket.make(family: system.family)
        guard number >= 0 else { return nil }
        let flags = fcntl(number, F_GETFL)
        guard fcntl(number, F_SETFL, flags & ~O_NONBLOCK) == 0,
            system.with({ connect(number, $0, $1) }) == 0
        else {
            _ = KubeFoundation.close(number)
            return nil
        }
        StreamSocket.sendAtOnce(number)
        return number
    }

    /// Tells `receive` what comes until nothing more does; returns why.
    private static func read(_ number: Int32, _ receive: ConnectionReceiver) -> ConnectionEnd {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(number, &buffer, buffer.count, 0)
            if count > 0 {
                receive(.bytes(Array(buffer[..<count])))
            } else if count == 0 {
                return .close
            } else if errno != EINTR {
                return .reset
            }
        }
    }
}
