import KubeFoundation
import KubeHTTP1

/// Bytes in and out, for one client.
extension EventLoop {
    /// How often a client is answered or asked for more at a time, so that one that reads fast, or has
    /// sent many requests at once, does not keep the others waiting.
    private static let worksMax = 16

    /// A socket is ready.
    mutating func serve(_ client: Client, _ descriptor: Int32, _ readiness: Readiness) {
        serve(&client.connection, descriptor, readiness)
    }

    private mutating func serve(
        _ connection: inout Connection, _ descriptor: Int32, _ readiness: Readiness
    ) {
        if readiness.contains(.readable), connection.wantsInput {
            receive(from: &connection, descriptor)
        } else if readiness.contains(.hangup), !connection.hasOutbound {
            forget(connection.fail(.clientGone))
        }
        proceed(&connection, descriptor)
    }

    private mutating func receive(from connection: inout Connection, _ descriptor: Int32) {
        let count = buffers.input.withUnsafeMutableBytes {
            recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        if count > 0 {
            connection.receive(buffers.input[..<count])
        } else if count == 0 {
            forget(connection.receiveEnd())
        } else if errno != EAGAIN, errno != EINTR {
            forget(connection.fail(.clientGone))
        }
    }

    /// Does everything that can be done for a client without waiting for it.
    mutating func proceed(_ connection: inout Connection, _ descriptor: Int32) {
        connection.borrowMemory(&buffers.outbound)
        var room = Self.worksMax
        while room > 0 {
            flush(&connection, descriptor)
            guard !connection.hasOutbound, work(for: &connection, descriptor, &room) else {
                return update(&connection, descriptor)
            }
        }
        clients.leaveUnfinished(descriptor)
        update(&connection, descriptor)
    }

    /// Answers requests and asks a stream for more, as long as there is `room`; returns whether
    /// something was done.
    private mutating func work(
        for connection: inout Connection, _ descriptor: Int32, _ room: inout Int
    ) -> Bool {
        var hasWorked = false
        if !isServing, connection.hasInput { clients.leaveUnfinished(descriptor) }
        while isServing, room > 0, let request = nextRequest(of: &connection) {
            respond(to: request, from: &connection, descriptor)
            hasWorked = true
            room -= 1
        }
        guard connection.wantsStream else { return hasWorked || connection.hasOutbound }
        guard isKept, !turn.isUsedUp else {
            clients.leaveUnfinished(descriptor)
            return false
        }
        produce(for: &connection)
        room -= 1
        return true
    }

    /// The next request to answer; what cannot be one is refused here.
    private mutating func nextRequest(of connection: inout Connection) -> HTTPRequest? {
        do {
            return try connection.nextRequest(at: time)
        } catch {
            connection.refuse(
                error, at: time, now: handler.date(at: now), encoder: &buffers.encoder)
            return nil
        }
    }

    /// Sends what the client takes, and says which answers are final with that.
    mutating func flush(_ connection: inout Connection, _ descriptor: Int32) {
        if let receive = clients.receiver(of: descriptor) {
            return handOver(&connection, to: receive)
        }
        while connection.hasOutbound {
            let sent = connection.withOutbound {
                send(descriptor, $0.baseAddress, $0.count, sendFlags)
            }
            if sent >= 0 {
                connection.didSend(sent, at: time)
                noteAnswered(&connection)
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                return forget(connection.fail(.clientGone))
            }
        }
    }

    /// Says which answers are final with what has been sent.
    mutating func noteAnswered(_ connection: inout Connection) {
        while let answer = connection.nextAnswered() {
            finish(answer.request, .answered(status: answer.status))
        }
    }

    /// Brings the poller and the loop's books in line with what has become of a connection.
    mutating func update(_ connection: inout Connection, _ descriptor: Int32) {
        connection.returnMemory(&buffers.outbound)
        if connection.finishSending(at: time) { shutDown(&connection, descriptor) }
        if connection.isClosed { return close(&connection, descriptor) }
        if descriptor >= 0 { watch(&connection, descriptor) }
        // The first one has just been asked; nothing else has been since.
        if connection.stream != nil, !clients.hasStreaming { noteStreamsAsked() }
        clients.enter(&connection, of: descriptor)
        expectEnd(of: connection)
    }

    /// Ends our side of a connection; a client in this process has nothing more to say then.
    private mutating func shutDown(_ connection: inout Connection, _ descriptor: Int32) {
        if descriptor >= 0 {
            _ = shutdown(descriptor, Int32(SHUT_WR))
        } else {
            forget(connection.receiveEnd())
        }
    }

    private mutating func watch(_ connection: inout Connection, _ descriptor: Int32) {
        let interest = connection.interest
        guard connection.watched != interest else { return }
        poller.update(descriptor, from: connection.watched, to: interest)
        connection.watched = interest
    }
}
