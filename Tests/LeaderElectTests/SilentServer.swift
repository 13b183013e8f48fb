import Foundation
import KubeTestSupport

@testable import KubeSockets

/// A server that takes connections and never answers.
struct SilentServer {
    private let listener: Listener

    /// A server on a free port.
    init() throws {
        listener = try Listener(.ip("127.0.0.1", port: 0))
    }

    /// Where it is.
    var url: String { "http://\(listener.address)" }

    /// Waits for the next client; nil when none comes.
    func accept() async -> SilentConnection? {
        await onThread {
            guard isReadable(listener.descriptor.number),
                case .client(let client, _, _) = listener.acceptClient()
            else { return nil }
            return SilentConnection(descriptor: Descriptor(client))
        }
    }
}

/// A client's connection, as the silent server sees it.
struct SilentConnection {
    fileprivate let descriptor: Descriptor

    /// Waits until the client closes the connection; false when it never does.
    func isClosedByClient() async -> Bool {
        await onThread {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while isReadable(descriptor.number) {
                if recv(descriptor.number, &buffer, buffer.count, 0) == 0 { return true }
            }
            return false
        }
    }

    /// Goes away in the middle of a request: says so first, then forgets what came.
    func leave() async {
        await onThread {
            guard isReadable(descriptor.number) else { return }
            _ = shutdown(descriptor.number, Int32(SHUT_WR))
        }
    }
}

/// Waits until there is something to read, or the end; false when nothing comes.
private func isReadable(_ descriptor: Int32) -> Bool {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, Int32(Patience.seconds * 1000)) == 1
}
