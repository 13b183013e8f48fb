import KubeFoundation
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
    let settings: Settings
    var doors: Doors
    var poller: SystemPoller
    var clients = ClientTable()
    var commits = CommitQueue()
    var turn: Turn
    var schedule = Schedule()
    var buffers = Buffers()

    /// A loop that serves the clients of `listeners` from when it runs.
    ///
    /// `noteLongTurn` is told of every turn that took at least as long as `limits.longTurn`, in which
    /// nobody else was served.
    package init(
        listeners: [Listener], handler: sending any HTTPHandler,
        limits: ServerLimits = ServerLimits(), clocks: Clocks = .system,
        noteLongTurn: (@Sendable (Duration) -> Void)? = nil
    ) throws(SocketError) {
        self.handler = handler
        durable = handler.durable
        settings = Settings(
            limits: SharedLimits(limits), clocks: clocks, noteLongTurn: noteLongTurn)
        mailbox = try LoopMailbox()
        poller = try SystemPoller()
        turn = Turn(clocks)
        doors = Doors(listeners)
        poller.add(mailbox.descriptor, for: .readable)
        for descriptor in doors.descriptors { poller.add(descriptor, for: .readable) }
    }

    /// Serves until the mailbox says stop.
    package mutating func run() {
        while !mailbox.isStopping { takeTurn() }
        stop()
        carryOut(mailbox.close())
        keep(waits: true)
        handler.close(at: now)
        mailbox.end()
    }
}

extension EventLoop {
    /// What never changes while a loop runs.
    struct Settings {
        let limits: SharedLimits
        let clocks: Clocks
        let noteLongTurn: (@Sendable (Duration) -> Void)?
    }

    /// The turn that the loop takes.
    struct Turn {
        /// What the handler is told for the time.
        var now: Timestamp
        /// The monotonic time at which it began.
        var time: Duration
        /// When the monotonic clock began, by the wall clock as it was last known to be set.
        var origin: Timestamp
        var step = Step.serve
        /// Whether other threads have written.
        var hasMail = false
        /// Whether it has taken so long that what takes longer goes on in the next one.
        var isUsedUp = false
        /// Whether nobody was ready when it began, and nothing was left to do for anybody.
        var isQuiet = false

        /// The turn before the first one.
        init(_ clocks: Clocks) {
            now = clocks.wall()
            time = clocks.monotonic()
            origin = now - time
        }

        /// Sees what the clocks show.
        mutating func read(_ clocks: Clocks) {
            now = clocks.wall()
            time = clocks.monotonic()
        }

        /// When the monotonic clock began, by the wall clock as it is set at present.
        var presentOrigin: Timestamp { now - time }
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
        /// Whether requests were answered or work was done since `follow`.
        var hasNews = true
        /// Whether the handler does something that takes long.
        var hasMore = false
        /// Before this, it does no slice of that while clients want something else.
        var nextSlice = Duration.zero
        /// Whether waiting requests must be asked again.
        var areWaitingDue = false
        /// Whether streams must be asked again.
        var areStreamsDue = false
        /// The version of the handler when streams were last asked.
        var streamedVersion: UInt64?
        /// Before this, neither is asked: so a burst of writes becomes one `send` per stream.
        var nextRevisit = Duration.zero
        /// When connections are next checked for time-outs: not after the first of these.
        var nextSweep = Duration.forever
    }

    /// Memory that every turn uses again.
    struct Buffers {
        var encoder = ResponseEncoder()
        var input = [UInt8](repeating: 0, count: 65_536)
        /// What one connection after the other borrows.
        var outbound: [UInt8] = []
        var stream: [UInt8] = []
        var ready: [(descriptor: Int32, readiness: Readiness)] = []
    }

    /// What the handler is told for the time.
    var now: Timestamp { turn.now }

    /// The monotonic time of the turn.
    var time: Duration { turn.time }

    /// Whether requests can be answered now; otherwise they wait until what is under way is done.
    var isServing: Bool { turn.step == .serve && !commits.isUnderWay }

    /// Whether everything is kept that answers may tell of.
    var isKept: Bool { durable?.isKept ?? true }
}
