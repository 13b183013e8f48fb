import Environment
import Foundation
import HTTP1

/// Serves clients on one thread: waits for sockets, reads, asks the handler, writes.
///
/// The loop owns the handler. Other threads reach it only through the mailbox.
package struct EventLoop<Handler: HTTPHandler> {
    /// The way in for other threads; usable before the loop runs and after it has ended.
    package let mailbox: LoopMailbox<Handler>
    /// What answers the requests.
    package private(set) var handler: Handler

    private let limits: ServerLimits
    private let clocks: Clocks
    private var listeners: [Int32: Listener] = [:]
    private var poller: SystemPoller
    private var connections: [Entry?] = []
    private var openCount = 0
    private var encoder = ResponseEncoder()
    private var readBuffer = [UInt8](repeating: 0, count: 65_536)
    private var streamBuffer: [UInt8] = []
    private var ready: [(descriptor: Int32, readiness: Readiness)] = []

    private var now: Timestamp
    private var time: Duration
    private var schedule = Schedule()
    private var waiting: [Int32: UInt64] = [:]
    private var waitingCount: UInt64 = 0
    private var streaming: Set<Int32> = []
    private var unfinished: Set<Int32> = []

    /// A loop that serves the clients of `listeners` from when it runs.
    package init(
        listeners: [Listener], handler: sending Handler, limits: ServerLimits = ServerLimits(),
        clocks: Clocks = .system
    ) throws(SocketError) {
        self.handler = handler
        self.limits = limits
        self.clocks = clocks
        mailbox = try LoopMailbox()
        poller = try SystemPoller()
        now = clocks.wall()
        time = clocks.monotonic()
        poller.add(mailbox.descriptor, for: .readable)
        for listener in listeners {
            self.listeners[listener.descriptor.number] = listener
            poller.add(listener.descriptor.number, for: .readable)
        }
    }

    /// Serves until the mailbox says stop.
    package mutating func run() {
        while !mailbox.isStopping { turn() }
        stop()
        for message in mailbox.end() { message(&handler, now) }
    }

    /// A client and its socket.
    private struct Entry {
        var connection: Connection<Handler.Waiting, Handler.Stream>
        var interest: Readiness
    }

    /// What has to happen when.
    private struct Schedule {
        /// When the handler has something to do next.
        var deadline: Timestamp?
        /// Whether requests were answered or work was done since `advance`.
        var hasNews = true
        /// Whether waiting requests must be asked again.
        var areWaitingDue = false
        /// Whether streams must be asked again.
        var areStreamsDue = false
        /// The version of the handler when streams were last asked.
        var streamedVersion: UInt64?
        /// Before this, neither is asked: so a burst of writes becomes one `send` per stream.
        var nextRevisit = Duration.zero
        /// When connections are next checked for time-outs.
        var nextSweep = Duration.zero
        /// When clients are accepted again after descriptors ran out.
        var acceptAgain: Duration?
    }
}

// MARK: - One turn

extension EventLoop {
    private mutating func turn() {
        poller.wait(milliseconds: sleepMilliseconds, into: &ready)
        now = clocks.wall()
        time = clocks.monotonic()
        for (descriptor, readiness) in ready { dispatch(descriptor, readiness) }
        proceedWithUnfinished()
        advance()
        revisit()
        sweep()
        acceptAgain()
    }

    /// How long the next turn may sleep; rounded up, so that it does not wake too early.
    private var sleepMilliseconds: Int32? {
        if !unfinished.isEmpty || schedule.hasNews { return 0 }
        var wakeTimes: [Duration] = []
        if let deadline = schedule.deadline {
            // A deadline that stays in the past is a handler's mistake; it must not make us spin.
            wakeTimes.append(time + max(deadline - now, .milliseconds(1)))
        }
        if isRevisitDue { wakeTimes.append(schedule.nextRevisit) }
        if openCount > 0 { wakeTimes.append(schedule.nextSweep) }
        if let acceptAgain = schedule.acceptAgain { wakeTimes.append(acceptAgain) }
        guard let first = wakeTimes.min() else { return nil }
        let microseconds = max(0, min((first - clocks.monotonic()).microseconds, 3_600_000_000))
        return Int32(clamping: (microseconds + 999) / 1000)
    }

    private mutating func dispatch(_ descriptor: Int32, _ readiness: Readiness) {
        if descriptor == mailbox.descriptor {
            for message in mailbox.takeMessages() { message(&handler, now) }
            schedule.hasNews = true
        } else if let listener = listeners[descriptor] {
            accept(from: listener)
        } else {
            serve(descriptor, readiness)
        }
    }

    private mutating func proceedWithUnfinished() {
        guard !unfinished.isEmpty else { return }
        let descriptors = unfinished
        unfinished.removeAll()
        for descriptor in descriptors { proceed(descriptor) }
    }

    /// Has the handler do what is due, because time has passed or something has changed.
    private mutating func advance() {
        let isDue = schedule.deadline.map { now >= $0 } ?? false
        guard isDue || schedule.hasNews else { return }
        schedule.hasNews = false
        schedule.deadline = handler.advance(to: now)
        schedule.areWaitingDue = true
        if isDue { schedule.areStreamsDue = true }
    }

    private var isRevisitDue: Bool {
        (schedule.areWaitingDue && !waiting.isEmpty)
            || ((schedule.areStreamsDue || schedule.streamedVersion != handler.version)
                && !streaming.isEmpty)
    }

    /// Asks waiting requests and streams again: at most once per millisecond, and never for more
    /// than half of the time.
    private mutating func revisit() {
        guard isRevisitDue, time >= schedule.nextRevisit else { return }
        if schedule.areWaitingDue { resumeWaiting() }
        if schedule.areStreamsDue || schedule.streamedVersion != handler.version {
            askStreams()
        }
        let spent = clocks.monotonic() - time
        schedule.nextRevisit = time + spent + max(spent, .milliseconds(1))
    }

    private mutating func resumeWaiting() {
        schedule.areWaitingDue = false
        // In the order in which the requests came.
        for (descriptor, _) in waiting.sorted(by: { $0.value < $1.value }) {
            let reply = connections[Int(descriptor)]?.connection.resume(with: &handler, now: now)
            guard let reply = reply.flatMap(\.self) else { continue }
            answer(reply, on: descriptor)
            proceed(descriptor)
        }
    }

    private mutating func askStreams() {
        schedule.areStreamsDue = false
        schedule.streamedVersion = handler.version
        for descriptor in streaming {
            connections[Int(descriptor)]?.connection.isBehind = true
            proceed(descriptor)
        }
    }

    private mutating func sweep() {
        guard openCount > 0, time >= schedule.nextSweep else { return }
        schedule.nextSweep = time + .seconds(1)
        for index in connections.indices {
            let ended = connections[index]?.connection.expire(
                at: time, now: now, encoder: &encoder)
            guard let ended = ended.flatMap(\.self) else { continue }
            forget(ended)
            proceed(Int32(index))
        }
    }
}

// MARK: - Clients

extension EventLoop {
    private mutating func accept(from listener: Listener) {
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

    private mutating func acceptAgain() {
        guard let again = schedule.acceptAgain, time >= again else { return }
        schedule.acceptAgain = nil
        for descriptor in listeners.keys { poller.update(descriptor, from: [], to: .readable) }
    }

    private mutating func open(_ descriptor: Int32) {
        let index = Int(descriptor)
        if index >= connections.count {
            connections += Array(repeating: nil, count: index + 1 - connections.count)
        }
        let connection = Connection<Handler.Waiting, Handler.Stream>(limits: limits, at: time)
        connections[index] = Entry(connection: connection, interest: .readable)
        openCount += 1
        poller.add(descriptor, for: .readable)
        // Most clients have sent their request by now.
        serve(descriptor, .readable)
    }

    private mutating func close(_ descriptor: Int32) {
        let index = Int(descriptor)
        guard let entry = connections[index] else { return }
        connections[index] = nil
        openCount -= 1
        waiting[descriptor] = nil
        streaming.remove(descriptor)
        unfinished.remove(descriptor)
        poller.remove(descriptor, from: entry.interest)
        _ = Foundation.close(descriptor)
    }

    /// A socket is ready.
    private mutating func serve(_ descriptor: Int32, _ readiness: Readiness) {
        let index = Int(descriptor)
        guard index < connections.count,
            let wantsInput = connections[index]?.connection.wantsInput
        else { return }
        if readiness.contains(.readable), wantsInput {
            receive(descriptor)
        } else if readiness.contains(.hangup), connections[index]?.connection.hasOutbound == false {
            forget(connections[index]?.connection.fail())
        }
        proceed(descriptor)
    }

    private mutating func receive(_ descriptor: Int32) {
        let index = Int(descriptor)
        let count = readBuffer.withUnsafeMutableBytes {
            recv(descriptor, $0.baseAddress, $0.count, 0)
        }
        if count > 0 {
            connections[index]?.connection.receive(readBuffer[..<count])
        } else if count == 0 {
            forget(connections[index]?.connection.receiveEnd())
        } else if errno != EAGAIN, errno != EINTR {
            forget(connections[index]?.connection.fail())
        }
    }

    /// Does everything that can be done for a client without waiting for it.
    private mutating func proceed(_ descriptor: Int32) {
        // Bounded, so that a client that reads fast does not keep the others waiting.
        for _ in 0..<16 {
            flush(descriptor)
            guard isDrained(descriptor), work(for: descriptor) else { return settle(descriptor) }
        }
        unfinished.insert(descriptor)
        settle(descriptor)
    }

    private func isDrained(_ descriptor: Int32) -> Bool {
        connections[Int(descriptor)]?.connection.hasOutbound == false
    }

    /// Answers requests and asks a stream for more; returns whether something was done.
    private mutating func work(for descriptor: Int32) -> Bool {
        let index = Int(descriptor)
        var hasWorked = false
        while let request = connections[index]?.connection.nextRequest(
            at: time, now: now, encoder: &encoder)
        {
            answer(handler.respond(to: request, at: now), on: descriptor)
            hasWorked = true
        }
        guard connections[index]?.connection.wantsStream == true else {
            return hasWorked || !isDrained(descriptor)
        }
        _ = connections[index]?.connection.produce(
            with: &handler, buffer: &streamBuffer, at: time, now: now)
        return true
    }

    private mutating func answer(
        _ reply: HTTPReply<Handler.Waiting, Handler.Stream>, on descriptor: Int32
    ) {
        let unread = connections[Int(descriptor)]?.connection.answer(
            reply, at: time, now: now, encoder: &encoder)
        if let stream = unread.flatMap(\.self) { handler.cancel(stream) }
        schedule.hasNews = true
    }

    private mutating func flush(_ descriptor: Int32) {
        let index = Int(descriptor)
        while connections[index]?.connection.hasOutbound == true {
            let sent = connections[index]?.connection.withOutbound {
                send(descriptor, $0.baseAddress, $0.count, sendFlags)
            }
            if let sent, sent >= 0 {
                connections[index]?.connection.didSend(sent, at: time)
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                return forget(connections[index]?.connection.fail())
            }
        }
    }

    /// Brings the loop's books in line with what has become of a connection.
    private mutating func settle(_ descriptor: Int32) {
        let index = Int(descriptor)
        if connections[index]?.connection.finishSending(at: time) == true {
            _ = shutdown(descriptor, Int32(SHUT_WR))
        }
        guard let activity = connections[index]?.connection.activity else { return }
        if activity == .closed { return close(descriptor) }
        updateInterest(descriptor)
        if activity == .streaming {
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
        guard let old = connections[index]?.interest,
            let new = connections[index]?.connection.interest, old != new
        else { return }
        poller.update(descriptor, from: old, to: new)
        connections[index]?.interest = new
    }

    /// Tells the handler when what has ended was more than a connection.
    private mutating func forget(
        _ phase: Connection<Handler.Waiting, Handler.Stream>.Phase?
    ) {
        switch phase {
        case .waiting(let waiting): handler.abandon(waiting)
        case .streaming(let stream): handler.cancel(stream)
        case .reading, .ending, .lingering, .closed, nil: return
        }
        schedule.hasNews = true
    }
}

// MARK: - The end

extension EventLoop {
    /// Ends all connections: streams with their last chunk, answers on their way completely.
    private mutating func stop() {
        for descriptor in listeners.keys { poller.remove(descriptor, from: .readable) }
        listeners = [:]
        time = clocks.monotonic()
        let end = time + limits.stopTimeout
        for index in connections.indices {
            let ended = connections[index]?.connection.stop(at: time, now: now, encoder: &encoder)
            forget(ended)
            proceed(Int32(index))
        }
        while openCount > 0, time < end {
            let rest = (end - time).microseconds
            poller.wait(milliseconds: Int32(clamping: (rest + 999) / 1000), into: &ready)
            time = clocks.monotonic()
            for (descriptor, readiness) in ready { dispatch(descriptor, readiness) }
        }
        for index in connections.indices { close(Int32(index)) }
    }
}
