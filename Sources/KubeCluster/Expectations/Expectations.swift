import KubeAPI
import KubeStore
import KubeTime

/// The expectations of a cluster's tests, and what each depends on, so that a change has only those
/// looked at again which it concerns.
struct Expectations: Sendable {
    /// An expectation, since when, and what has come of it.
    struct Entry: Sendable {
        let expectation: Expectation
        private(set) var start: Timestamp
        private(set) var machineStart: Timestamp
        /// Whether it ends a rule, and nobody waits for it.
        let endsRule: Bool
        var outcome: (ExpectationOutcome, StoreCursor)?

        /// What may decide it, beside time.
        var subjects: [ConditionSubject] {
            switch expectation.goal {
            case .within: expectation.condition.part.subjects(turning: true)
            case .throughout: expectation.condition.part.subjects(turning: false)
            }
        }

        mutating func shift(by difference: Duration, machine jump: Duration) {
            start = start + difference
            machineStart = machineStart + jump
        }

        /// When it ends at the latest.
        var end: ConditionDue {
            let duration = expectation.goal.duration
            return switch expectation.clock {
            case .cluster: ConditionDue(cluster: start + duration)
            case .machine: ConditionDue(machine: machineStart + duration)
            }
        }
    }

    /// How far the changes of objects were looked at.
    var cursor = StoreCursor()

    /// The number of the last request that was looked at.
    var lastRequestID: UInt64 = 0

    /// How often had changed what leaves no trace when that was last looked at.
    var changes = TracelessChanges()

    private var entries: [ExpectationTicket: Entry] = [:]
    private var clusterDue = Deadlines<ExpectationTicket>()
    private var machineDue = Deadlines<ExpectationTicket>()
    private var decided: Set<ExpectationTicket> = []
    /// How many of those that are decided end rules.
    private var endedRuleCount = 0
    /// How often that number has changed.
    private(set) var ruleChangeCount: UInt64 = 0
    private var count: UInt64 = 0

    /// Those that are not decided, by what they depend on.
    private(set) var dependencies = ExpectationDependencies()

    /// Why nothing is expected any more; nil while it is.
    private(set) var refusal: StatusError?

    /// Whether any is not decided.
    var areWaiting: Bool { entries.count > decided.count }

    /// Whether any that is not decided depends on requests.
    var areRequestsAwaited: Bool { dependencies.dependOnRequests }

    /// Whether somebody who waits may be told something.
    var haveOutcomes: Bool {
        if decided.count > endedRuleCount { return true }
        // To compare it with nil would copy it, each time that somebody is asked to go on.
        if case .some = refusal { return true }
        return false
    }

    /// When the first is due by the clock of the cluster.
    var nextDue: Timestamp? { clusterDue.next }

    /// When the first is due by the clock of the machine.
    var nextMachineDue: Timestamp? { machineDue.next }
}

// MARK: - Which there are

extension Expectations {
    /// Adds one, which is to be looked at at once.
    mutating func add(_ entry: Entry) -> ExpectationTicket {
        count += 1
        let ticket = ExpectationTicket(number: count)
        entries[ticket] = entry
        index(ticket, entry)
        return ticket
    }

    private mutating func index(_ ticket: ExpectationTicket, _ entry: Entry) {
        for subject in entry.subjects { dependencies.insert(ticket, on: subject) }
    }

    private mutating func unindex(_ ticket: ExpectationTicket, _ entry: Entry) {
        for subject in entry.subjects { dependencies.remove(ticket, on: subject) }
        clusterDue[ticket] = nil
        machineDue[ticket] = nil
    }

    /// The one with this number.
    subscript(ticket: ExpectationTicket) -> Entry? { entries[ticket] }

    /// Those that are not decided, in order.
    var waiting: [ExpectationTicket] {
        entries.keys.filter { !decided.contains($0) }.sorted { $0.number < $1.number }
    }

    /// Has one looked at again when it may be otherwise by then, or ends.
    mutating func expect(_ ticket: ExpectationTicket, at due: ConditionDue) {
        clusterDue[ticket] = due.cluster
        machineDue[ticket] = due.machine
    }

    /// The next one that is due by now.
    mutating func popFirst(dueAt now: Timestamp, machine wall: Timestamp) -> ExpectationTicket? {
        clusterDue.popFirst(dueAt: now) ?? machineDue.popFirst(dueAt: wall)
    }

    /// Has each wait as long as it would have: the clock of the machine was set forward by `jump`, and that
    /// of the cluster by `difference`.
    mutating func shift(by difference: Duration, machine jump: Duration) {
        clusterDue.shift(by: difference)
        machineDue.shift(by: jump)
        for ticket in entries.keys {
            entries[ticket]?.shift(by: difference, machine: jump)
        }
    }

    /// Forgets one whose maker has left.
    mutating func abandon(_ ticket: ExpectationTicket) {
        guard let entry = entries.removeValue(forKey: ticket) else { return }
        guard decided.remove(ticket) != nil else { return unindex(ticket, entry) }
        if entry.endsRule { countEndedRule(-1) }
    }
}

// MARK: - What comes of them

extension Expectations {
    private mutating func countEndedRule(_ difference: Int) {
        endedRuleCount += difference
        ruleChangeCount += 1
    }

    /// Notes what has come of one, as the store stands at `cursor`.
    mutating func decide(
        _ ticket: ExpectationTicket, _ outcome: ExpectationOutcome, at cursor: StoreCursor
    ) {
        guard let entry = entries[ticket], entry.outcome == nil else { return }
        unindex(ticket, entry)
        entries[ticket]?.outcome = (outcome, cursor)
        decided.insert(ticket)
        if entry.endsRule { countEndedRule(1) }
    }

    /// Has those wait on whose outcome follows from what never happened in `store`; returns them.
    mutating func reopen(after store: ObjectStore) -> [ExpectationTicket] {
        var reopened: [ExpectationTicket] = []
        for ticket in decided {
            guard let (_, cursor) = entries[ticket]?.outcome,
                case .startAgain(.undone) = store.peek(cursor)
            else { continue }
            entries[ticket]?.outcome = nil
            if let entry = entries[ticket] {
                index(ticket, entry)
                if entry.endsRule { countEndedRule(-1) }
            }
            reopened.append(ticket)
        }
        decided.subtract(reopened)
        return reopened
    }

    /// What has come of one, once; nil when it is not decided.
    mutating func takeOutcome(
        of ticket: ExpectationTicket
    ) -> Result<ExpectationOutcome, StatusError>? {
        if let (outcome, _) = entries[ticket]?.outcome {
            entries[ticket] = nil
            decided.remove(ticket)
            return .success(outcome)
        }
        return refusal.map { .failure($0) }
    }

    /// Has everybody who still waits, and everybody who comes later, be told that nothing will come of it.
    mutating func cancel(_ error: StatusError) {
        refusal = error
    }
}
