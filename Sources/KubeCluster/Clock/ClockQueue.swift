import KubeAPI
import KubeTime

/// The commands to a clock, which are carried out one after the other.
struct ClockQueue: Sendable {
    /// What comes of a command.
    typealias Outcome = Result<ClockReport, StatusError>

    /// The command that is being carried out.
    struct Run: Sendable {
        let ticket: ClockTicket
        let command: ClockCommand

        /// Where the clock stood when it began.
        let start: Timestamp

        /// Where the clock is to go.
        let target: Timestamp
        var report: ClockReport

        /// What ends it before the target is reached; nil when nothing does.
        let expectation: ExpectationTicket?

        /// Whether somebody says when to go on after something has happened.
        let isPaced: Bool
        /// Whether it waits for that.
        var isPaused = false
        /// Whether the clock has come to where it was to go.
        var isOver = false
    }

    /// The command that is being carried out; nil when none is.
    var run: Run?

    private var waiting: [(ticket: ClockTicket, command: ClockCommand)] = []
    private var outcomes: [ClockTicket: Outcome] = [:]
    private var listeners: [ClockTicket: ClockListener] = [:]
    private var count: UInt64 = 0

    /// Why no command is carried out any more; nil while they are.
    private var refusal: StatusError?

    /// Whether there is nothing to do.
    var isIdle: Bool { run == nil && waiting.isEmpty }

    /// Whether there is nothing to do at once.
    var isAtRest: Bool { run?.isPaused ?? waiting.isEmpty }

    /// Adds a command; its outcome is either told to `listener`, who then paces it, or kept until it is
    /// asked for.
    mutating func add(
        _ command: ClockCommand, listener: ClockListener? = nil
    ) -> ClockTicket {
        count += 1
        let ticket = ClockTicket(number: count)
        listeners[ticket] = listener
        if let refusal {
            finish(ticket, with: .failure(refusal))
        } else {
            waiting.append((ticket, command))
        }
        return ticket
    }

    /// The next command, which its taker carries out.
    mutating func takeFirst() -> (ticket: ClockTicket, command: ClockCommand)? {
        waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// Whether somebody paces a command.
    func isPaced(_ ticket: ClockTicket) -> Bool { listeners[ticket] != nil }

    /// Has the present command wait until whoever paces it lets it go on.
    mutating func pause() {
        guard let ticket = run?.ticket, let listener = listeners.removeValue(forKey: ticket) else {
            return
        }
        run?.isPaused = true
        listener(.paused(ticket))
    }

    /// Has a command go on that waits for that; what comes next is told to `listener`.
    mutating func goOn(_ ticket: ClockTicket, _ listener: @escaping ClockListener) {
        if let outcome = outcomes.removeValue(forKey: ticket) { return listener(.done(outcome)) }
        listeners[ticket] = listener
        run?.isPaused = false
    }

    /// Notes what came of a command.
    mutating func finish(_ ticket: ClockTicket, with outcome: Outcome) {
        if let listener = listeners.removeValue(forKey: ticket) {
            listener(.done(outcome))
        } else {
            outcomes[ticket] = outcome
        }
    }

    /// What came of a command, once; nil when it is not done.
    mutating func takeOutcome(of ticket: ClockTicket) -> Outcome? {
        outcomes.removeValue(forKey: ticket)
    }

    /// Forgets a command whose giver has left; the clock then stays where it has come to.
    mutating func abandon(_ ticket: ClockTicket) {
        if run?.ticket == ticket { run = nil }
        waiting.removeAll { $0.ticket == ticket }
        outcomes[ticket] = nil
        listeners[ticket] = nil
    }

    /// Tells everybody who still waits, and everybody who comes later, that there is no outcome.
    mutating func cancel(_ error: StatusError) {
        refusal = error
        drop(error)
    }

    /// Tells everybody who still waits that there is no outcome.
    mutating func drop(_ error: StatusError) {
        let tickets = [run?.ticket].compactMap(\.self) + waiting.map(\.ticket)
        run = nil
        waiting = []
        for ticket in tickets { finish(ticket, with: .failure(error)) }
    }
}
