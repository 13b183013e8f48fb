import Environment
import KubeAPI

/// The commands to a clock, which are carried out one after the other.
struct ClockQueue: Sendable {
    /// What comes of a command.
    typealias Outcome = Result<ClockReport, StatusError>

    typealias Ticket = ClockTicket

    /// The command that is being carried out.
    struct Run: Sendable {
        let ticket: Ticket
        let command: ClockCommand
        let target: Timestamp
        var report: ClockReport
    }

    /// The command that is being carried out; nil when none is.
    var run: Run?

    private var waiting: [(ticket: Ticket, command: ClockCommand)] = []
    private var outcomes: [Ticket: Outcome] = [:]
    private var listeners: [Ticket: @Sendable (Outcome) -> Void] = [:]
    private var count: UInt64 = 0

    /// Whether there is nothing to do.
    var isIdle: Bool { run == nil && waiting.isEmpty }

    /// Adds a command; its outcome is either told to `listener` or kept until it is asked for.
    mutating func add(
        _ command: ClockCommand, listener: (@Sendable (Outcome) -> Void)? = nil
    ) -> Ticket {
        count += 1
        let ticket = Ticket(number: count)
        waiting.append((ticket, command))
        listeners[ticket] = listener
        return ticket
    }

    /// The next command, which its taker carries out.
    mutating func takeFirst() -> (ticket: Ticket, command: ClockCommand)? {
        waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// Notes what came of a command.
    mutating func finish(_ ticket: Ticket, with outcome: Outcome) {
        if let listener = listeners.removeValue(forKey: ticket) {
            listener(outcome)
        } else {
            outcomes[ticket] = outcome
        }
    }

    /// What came of a command, once; nil when it is not done.
    mutating func takeOutcome(of ticket: Ticket) -> Outcome? {
        outcomes.removeValue(forKey: ticket)
    }

    /// Forgets a command whose giver has left; the clock then stays where it has come to.
    mutating func abandon(_ ticket: Ticket) {
        if run?.ticket == ticket { run = nil }
        waiting.removeAll { $0.ticket == ticket }
        outcomes[ticket] = nil
    }

    /// Tells everybody who still waits that there will be no outcome.
    mutating func cancel(_ error: StatusError) {
        let tickets = [run?.ticket].compactMap(\.self) + waiting.map(\.ticket)
        run = nil
        waiting = []
        for ticket in tickets { finish(ticket, with: .failure(error)) }
    }
}

/// The right to the outcome of a command to a clock.
package struct ClockTicket: Hashable, Sendable {
    fileprivate let number: UInt64
}
