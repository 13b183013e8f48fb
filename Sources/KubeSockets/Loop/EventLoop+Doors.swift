import KubeFoundation
import KubeTime

/// Where clients come in.
struct Doors {
    /// The listeners, by their descriptors.
    var listeners: [Int32: Listener] = [:]
    /// When clients are accepted again after descriptors ran out; nil when they are.
    var acceptAgain: Duration?

    init(_ listeners: [Listener]) {
        for listener in listeners { self.listeners[listener.descriptor.number] = listener }
    }
}

extension EventLoop {
    /// How many clients are taken in at a time, so that many new ones do not keep the others waiting.
    private static let acceptsMax = 64
    /// How long the loop looks away from its listeners when descriptors have run out.
    private static let acceptPause = Duration.milliseconds(100)

    /// Takes in clients that have connected.
    mutating func accept(from listener: Listener) {
        for _ in 0..<Self.acceptsMax {
            switch listener.acceptClient() {
            case .client(let descriptor, let address, let port): open(descriptor, address, port)
            case .retry: continue
            case .none: return
            case .exhausted: return pauseAccepting()
            }
        }
    }

    /// Looks away from the listeners for a while, since they would stay ready.
    private mutating func pauseAccepting() {
        guard doors.acceptAgain == nil else { return }
        doors.acceptAgain = time + Self.acceptPause
        for descriptor in doors.listeners.keys {
            poller.update(descriptor, from: .readable, to: [])
        }
    }

    /// Looks at the listeners again when the pause is over.
    mutating func acceptAgain() {
        guard let again = doors.acceptAgain, time >= again else { return }
        doors.acceptAgain = nil
        for descriptor in doors.listeners.keys {
            poller.update(descriptor, from: [], to: .readable)
        }
    }

    private mutating func open(_ descriptor: Int32, _ address: String, _ port: UInt16) {
        clients.open(descriptor, address, port: port, limits: settings.limits, at: time)
        poller.add(descriptor, for: .readable)
        // Most clients have sent their request by now.
        if let client = clients[descriptor] { serve(client, descriptor, .readable) }
    }

    /// Closes a client's socket and forgets everything about it; what it has not taken is lost.
    mutating func close(_ connection: inout Connection, _ descriptor: Int32) {
        if let receive = clients.receiver(of: descriptor) {
            return close(&connection, descriptor, receive)
        }
        forgetAnswers(&connection, descriptor)
        poller.remove(descriptor, from: connection.watched)
        if connection.endsByReset { StreamSocket.resetOnClose(descriptor) }
        _ = KubeFoundation.close(descriptor)
    }

    /// Forgets a client, and the answers that it has not taken.
    mutating func forgetAnswers(_ connection: inout Connection, _ descriptor: Int32) {
        if let held = commits.ended(descriptor) { forget(held.reply) }
        while let request = connection.nextLost() { finish(request, connection.loss) }
        clients.remove(connection, descriptor)
    }
}
