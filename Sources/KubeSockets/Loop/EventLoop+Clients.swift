import Foundation
import KubeHTTP1

/// Bytes in and out, for one client.
extension EventLoop {
    /// How often a client is answered or asked for more at a time, so that one that reads fast, or has
    /// sent many requests at once, does not keep the others waiting.
    private static let worksMax = 16

    /// A socket is ready.
    mutating func serve(_ descriptor: Int32, _ readiness: Readiness) {
        guard let client = clients[descriptor] else { return }
        if readiness.contains(.readable), client.wantsInput {
            receive(from: client, descriptor)
        } else if readiness.contains(.hangup), !client.hasOutbound {
            forget(client.fail(.clientGone))
        }
        proceed(descriptor)
    }

    private mutating func receive(from client: Connection, _ descriptor: Int32) {
        let count = buffers.input.withUnsafeMutableBytes {
            recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        if count > 0 {
            client.receive(buffers.input[..<count])
        } else if count == 0 {
            forget(client.receiveEnd())
        } else if errno != EAGAIN, errno != EINTR {
            forget(client.fail(.clientGone))
        }
    }

    /// Does everything that can be done for a client without waiting for it.
    mutating func proceed(_ descriptor: Int32) {
        var room = Self.worksMax
        while room > 0 {
            flush(descriptor)
            guard let client = clients[descriptor], !client.hasOutbound,
                work(for: client, descriptor, &room)
            else { return update(descriptor) }
        }
        clients.leaveUnfinished(descriptor)
        update(descriptor)
    }

    /// Answers requests and asks a stream for more, as long as there is `room`; returns whether
    /// something was done.
    private mutating func work(
        for client: Connection, _ descriptor: Int32, _ room: inout Int
    ) -> Bool {
        var hasWorked = false
        if !isServing, client.hasInput { clients.leaveUnfinished(descriptor) }
        while isServing, room > 0,
            let request = client.nextRequest(at: time, now: now, encoder: &buffers.encoder)
        {
            respond(to: request, from: client, on: descriptor)
            hasWorked = true
            room -= 1
        }
        guard client.wantsStream else { return hasWorked || client.hasOutbound }
        guard isKept else {
            clients.leaveUnfinished(descriptor)
            return false
        }
        produce(for: client)
        room -= 1
        return true
    }

    /// Sends what the client takes, and says which answers are final with that.
    mutating func flush(_ descriptor: Int32) {
        guard let client = clients[descriptor] else { return }
        while client.hasOutbound {
            let sent = client.withOutbound {
                send(descriptor, $0.baseAddress, $0.count, sendFlags)
            }
            if sent >= 0 {
                client.didSend(sent, at: time)
                while let answer = client.nextAnswered() {
                    finish(answer.request, .answered(status: answer.status))
                }
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                return forget(client.fail(.clientGone))
            }
        }
    }

    /// Brings the poller and the loop's books in line with what has become of a connection.
    mutating func update(_ descriptor: Int32) {
        guard let client = clients[descriptor] else { return }
        if client.finishSending(at: time) { _ = shutdown(descriptor, Int32(SHUT_WR)) }
        let activity = client.activity
        if activity == .closed { return close(descriptor) }
        if client.watched != client.interest {
            poller.update(descriptor, from: client.watched, to: client.interest)
            client.watched = client.interest
        }
        // The first one has just been asked; nothing else has been since.
        if activity == .streaming, clients.streaming.isEmpty { noteStreamsAsked() }
        clients.enter(activity, of: descriptor)
    }
}
