import Foundation
import KubeHTTP1

extension EventLoop {
    /// Takes in clients that have connected.
    mutating func accept(from listener: Listener) {
        // Bounded, so that many new clients do not keep the others waiting.
        for _ in 0..<64 {
            switch listener.acceptClient() {
            case .client(let descriptor): open(descriptor)
            case .retry: continue
            case .none: return
            case .exhausted: return pauseAccepting()
            }
        }
    }

    /// Looks away from the listeners for a while, since they would stay ready.
    private mutating func pauseAccepting() {
        guard schedule.acceptAgain == nil else { return }
        schedule.acceptAgain = time + .milliseconds(100)
        for descriptor in listeners.keys { poller.update(descriptor, from: .readable, to: []) }
    }

    /// Looks at the listeners again when the pause is over.
    mutating func acceptAgain() {
        guard let again = schedule.acceptAgain, time >= again else { return }
        schedule.acceptAgain = nil
        for descriptor in listeners.keys { poller.update(descriptor, from: [], to: .readable) }
    }

    private mutating func open(_ descriptor: Int32) {
        let index = Int(descriptor)
        if index >= connections.count {
            connections += Array(repeating: nil, count: index + 1 - connections.count)
        }
        connectionCount += 1
        connections[index] = Connection(number: connectionCount, limits: limits, at: time)
        openCount += 1
        poller.add(descriptor, for: .readable)
        // Most clients have sent their request by now.
        serve(descriptor, .readable)
    }

    /// Closes a client's socket and forgets everything about it; what it has not taken is lost.
    mutating func close(_ descriptor: Int32) {
        let index = Int(descriptor)
        guard let connection = connections[index] else { return }
        let watched = connection.watched
        while let request = connection.nextLost() { finish(request, connection.loss) }
        dropHeldAnswer(on: descriptor)
        connections[index] = nil
        openCount -= 1
        waiting[descriptor] = nil
        streaming.remove(descriptor)
        unfinished.remove(descriptor)
        poller.remove(descriptor, from: watched)
        _ = Foundation.close(descriptor)
    }

    /// A socket is ready.
    mutating func serve(_ descriptor: Int32, _ readiness: Readiness) {
        let index = Int(descriptor)
        guard index < connections.count,
            let wantsInput = connections[index]?.wantsInput
        else { return }
        if readiness.contains(.readable), wantsInput {
            receive(descriptor)
        } else if readiness.contains(.hangup), connections[index]?.hasOutbound == false {
            forget(connections[index]?.fail(.clientGone))
        }
        proceed(descriptor)
    }

    private mutating func receive(_ descriptor: Int32) {
        let index = Int(descriptor)
        let count = readBuffer.withUnsafeMutableBytes {
            recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        if count > 0 {
            connections[index]?.receive(readBuffer[..<count])
        } else if count == 0 {
            forget(connections[index]?.receiveEnd())
        } else if errno != EAGAIN, errno != EINTR {
            forget(connections[index]?.fail(.clientGone))
        }
    }

    /// Does everything that can be done for a client without waiting for it.
    mutating func proceed(_ descriptor: Int32) {
        // Bounded, so that a client that reads fast, or has sent many requests at once, does not
        // keep the others waiting.
        var room = 16
        while room > 0 {
            flush(descriptor)
            guard isDrained(descriptor), work(for: descriptor, &room) else {
                return settle(descriptor)
            }
        }
        unfinished.insert(descriptor)
        settle(descriptor)
    }

    private func isDrained(_ descriptor: Int32) -> Bool {
        connections[Int(descriptor)]?.hasOutbound == false
    }

    /// Answers requests and asks a stream for more, as long as there is `room`; returns whether
    /// something was done.
    private mutating func work(for descriptor: Int32, _ room: inout Int) -> Bool {
        let index = Int(descriptor)
        var hasWorked = false
        if !isServing, connections[index]?.hasInput == true { unfinished.insert(descriptor) }
        while isServing, room > 0,
            let request = connections[index]?.nextRequest(at: time, now: now, encoder: &encoder)
        {
            respond(to: request, on: descriptor)
            hasWorked = true
            room -= 1
        }
        guard connections[index]?.wantsStream == true else {
            return hasWorked || !isDrained(descriptor)
        }
        guard isKept else {
            unfinished.insert(descriptor)
            return false
        }
        produce(descriptor)
        room -= 1
        return true
    }

    /// Passes an answer on to the client.
    mutating func answer(_ reply: HTTPReply, on descriptor: Int32) {
        let unread = connections[Int(descriptor)]?.answer(
            reply, at: time, now: now, encoder: &encoder)
        if let unread { handler.cancel(unread) }
        schedule.hasNews = true
    }

    /// Asks a stream for more.
    private mutating func produce(_ descriptor: Int32) {
        guard let connection = connections[Int(descriptor)],
            case .streaming(let stream) = connection.phase
        else { return }
        streamBuffer.removeAll(keepingCapacity: streamBuffer.capacity <= 1 << 20)
        let progress = handler.produce(stream, into: &streamBuffer, at: now)
        connection.append(streamBuffer[...], progress, at: time)
    }

    /// Tells the handler what has become of the answer to a request.
    mutating func finish(_ request: RequestID, _ outcome: AnswerOutcome) {
        handler.didAnswer(request, outcome, at: now)
        requests.release(request)
    }

    mutating func flush(_ descriptor: Int32) {
        let index = Int(descriptor)
        while connections[index]?.hasOutbound == true {
            let sent = connections[index]?.withOutbound {
                send(descriptor, $0.baseAddress, $0.count, sendFlags)
            }
            if let sent, sent >= 0 {
                connections[index]?.didSend(sent, at: time)
                while let answer = connections[index]?.nextAnswered() {
                    finish(answer.request, .answered(status: answer.status))
                }
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                return forget(connections[index]?.fail(.clientGone))
            }
        }
    }

    /// Brings the loop's books in line with what has become of a connection.
    mutating func settle(_ descriptor: Int32) {
        let index = Int(descriptor)
        if connections[index]?.finishSending(at: time) == true {
            _ = shutdown(descriptor, Int32(SHUT_WR))
        }
        guard let activity = connections[index]?.activity else { return }
        if activity == .closed { return close(descriptor) }
        updateInterest(descriptor)
        if activity == .streaming {
            if streaming.isEmpty {
                // The first one has just been asked; nothing else has been since.
                schedule.areStreamsDue = false
                schedule.streamedVersion = handler.version
            }
            streaming.insert(descriptor)
        } else {
            streaming.remove(descriptor)
        }
        if activity != .waiting {
            waiting[descriptor] = nil
        } else if waiting[descriptor] == nil {
            waiting[descriptor] = waitingCount
            waitingCount += 1
        }
    }

    private mutating func updateInterest(_ descriptor: Int32) {
        let index = Int(descriptor)
        guard let old = connections[index]?.watched,
            let new = connections[index]?.interest, old != new
        else { return }
        poller.update(descriptor, from: old, to: new)
        connections[index]?.watched = new
    }

    /// Tells the handler when what has ended was more than a connection.
    mutating func forget(_ phase: Connection.Phase?) {
        switch phase {
        case .waiting(let waiting): handler.abandon(waiting)
        case .streaming(let stream): handler.cancel(stream)
        case .reading, .ending, .lingering, .closed, nil: return
        }
        schedule.hasNews = true
    }
}
