import Foundation
import KubeHTTP1
import KubeTime

/// Serves clients on one thread: waits for sockets, reads, asks the handler, writes.
///
/// The loop owns the handler. Other threads reach it only through the mailbox.
package struct EventLoop {
    /// The way in for other threads; usable before the loop runs and after it has ended.
    package let mailbox: LoopMailbox
    /// What answers the requests.
    let handler: any HTTPHandler
    /// The same, if its changes have to be kept.
    let durable: (any DurableHandler)?

    let limits: ServerLimits
    let clocks: Clocks
    private let noteLongTurn: (@Sendable (Duration) -> Void)?
    var listeners: [Int32: Listener] = [:]
    var poller: SystemPoller
    var connections: [Connection?] = []
    var connectionCount: UInt64 = 0
    var requests = FreeList<RequestID>()
    var openCount = 0
    var encoder = ResponseEncoder()
    var readBuffer = [UInt8](repeating: 0, count: 65_536)
    var streamBuffer: [UInt8] = []
    var ready: [(descriptor: Int32, readiness: Readiness)] = []

    var now: Timestamp
    var time: Duration
    var schedule = Schedule()
    var waiting: [Int32: UInt64] = [:]
    var waitingCount: UInt64 = 0
    var streaming: Set<Int32> = []
    var unfinished: Set<Int32> = []
    var commits = CommitQueue()
    var step = Step.serve
    private var hasMail = false

    /// A loop that serves the clients of `listeners` from when it runs.
    ///
    /// `noteLongTurn` is told of every turn that took at least as long as `limits.longTurn`, in which
    /// nobody else was served.
    package init(
        listeners: [Listener], handler: sending any HTTPHandler,
        limits: ServerLimits = ServerLimits(),
        clocks: Clocks = .system, noteLongTurn: (@Sendable (Duration) -> Void)? = nil
    ) throws(SocketError) {
        self.noteLongTurn = noteLongTurn
        self.handler = handler
        durable = handler as? any DurableHandler
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
        carryOut(mailbox.close())
        commit(waits: true)
        handler.close(at: now)
        mailbox.end()
    }

    /// What a turn does, one after the other; each step waits until the one before is kept.
    enum Step {
        /// Requests are answered.
        case serve
        /// The handler does what is due, and what follows from the requests.
        case advance
        /// Waiting requests and streams are told of it.
        case revisit
    }

    /// What has to happen when.
    struct Schedule {
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
        takeSteps()
        for (descriptor, readiness) in ready { dispatch(descriptor, readiness) }
        if isServing {
            readMail()
            proceedWithUnfinished()
            sweep()
            step = .advance
        }
        takeSteps()
        acceptAgain()
        let duration = clocks.monotonic() - time
        if duration >= limits.longTurn { noteLongTurn?(duration) }
    }

    /// Takes the steps of the turn that are left, until one has to wait for what is being kept.
    ///
    /// Whatever follows the handler's state must not see what may still be undone.
    private mutating func takeSteps() {
        commit()
        while !commits.isUnderWay, step != .serve {
            if step == .advance {
                step = .revisit
                advance()
            } else {
                step = .serve
                revisit()
            }
            commit()
        }
    }

    /// How long the next turn may sleep; rounded up, so that it does not wake too early.
    private var sleepMilliseconds: Int32? {
        var wakeTimes: [Duration] = []
        if !commits.isUnderWay {
            if !unfinished.isEmpty || hasMail || schedule.hasNews { return 0 }
            if let deadline = schedule.deadline {
                wakeTimes.append(time + max(deadline - now, .milliseconds(1)))
            }
            if isRevisitDue { wakeTimes.append(schedule.nextRevisit) }
            if openCount > 0 { wakeTimes.append(schedule.nextSweep) }
        }
        if let acceptAgain = schedule.acceptAgain { wakeTimes.append(acceptAgain) }
        guard let first = wakeTimes.min() else { return nil }
        let microseconds = max(0, min((first - clocks.monotonic()).microseconds, 3_600_000_000))
        return Int32(clamping: (microseconds + 999) / 1000)
    }

    mutating func dispatch(_ descriptor: Int32, _ readiness: Readiness) {
        if descriptor == mailbox.descriptor {
            mailbox.clearSignal()
            hasMail = true
        } else if let listener = listeners[descriptor] {
            accept(from: listener)
        } else {
            serve(descriptor, readiness)
        }
    }

    /// Lets other threads' messages do what they want to do.
    private mutating func readMail() {
        guard hasMail else { return }
        hasMail = false
        carryOut(mailbox.takeMessages())
    }

    private mutating func proceedWithUnfinished() {
        guard !unfinished.isEmpty else { return }
        let descriptors = unfinished
        unfinished.removeAll()
        for descriptor in descriptors { proceed(descriptor) }
    }

    /// Has the handler do what is due, because time has passed or something has changed.
    mutating func advance() {
        let isDue = schedule.deadline.map { now >= $0 } ?? false
        guard isDue || schedule.hasNews else { return }
        schedule.hasNews = false
        schedule.deadline = handler.advance(to: now)
        schedule.areWaitingDue = true
        if isDue { schedule.areStreamsDue = true }
        if let deadline = schedule.deadline, deadline <= now { schedule.hasNews = true }
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
        // Whoever waits for something to happen may rely on it that watches have been told of it.
        if schedule.areStreamsDue || schedule.streamedVersion != handler.version {
            askStreams()
        }
        if schedule.areWaitingDue { resumeWaiting() }
        let spent = clocks.monotonic() - time
        schedule.nextRevisit = time + spent + max(spent, .milliseconds(1))
    }

    private mutating func resumeWaiting() {
        schedule.areWaitingDue = false
        // In the order in which the requests came.
        for (descriptor, _) in waiting.sorted(by: { $0.value < $1.value }) {
            guard case .waiting(let wait) = connections[Int(descriptor)]?.phase,
                let reply = handler.resume(wait, at: now)
            else { continue }
            answer(reply, on: descriptor)
            proceed(descriptor)
        }
    }

    mutating func askStreams() {
        schedule.areStreamsDue = false
        schedule.streamedVersion = handler.version
        for descriptor in streaming {
            connections[Int(descriptor)]?.isBehind = true
            proceed(descriptor)
        }
    }

    private mutating func sweep() {
        guard openCount > 0, time >= schedule.nextSweep else { return }
        schedule.nextSweep = time + .seconds(1)
        for index in connections.indices {
            let ended = connections[index]?.expire(
                at: time, now: now, encoder: &encoder)
            guard let ended else { continue }
            forget(ended)
            proceed(Int32(index))
        }
    }
}
