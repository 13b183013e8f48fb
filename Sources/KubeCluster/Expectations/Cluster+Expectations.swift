package import KubeAPI
import KubeEndpoints
import KubeRegistry
import KubeStore
package import KubeTime

/// What tests expect of the cluster.
///
/// Expectations are looked at while the cluster follows the store, between its changes, so that none
/// misses what did not last. Where nothing is expected, this is one check.
extension Cluster {
    /// Takes note of an expectation, and looks at it at once; keeps what comes of it until it is asked for,
    /// and for good where that `endsRule`.
    ///
    /// Throws 400 when it can never make sense, and 404 when it names a rule that is not there.
    package mutating func expect(
        _ expectation: Expectation, at wall: Timestamp, endsRule: Bool = false
    ) throws(StatusError) -> ExpectationTicket {
        if let refusal = expectations.refusal { throw refusal }
        // Rules that end by themselves were checked when they were made; those that they name may be gone.
        if endsRule {
            try expectation.condition.part.check(in: self)
        } else {
            try check(expectation.condition)
        }
        guard expectation.goal.duration >= .zero else {
            throw .badRequest("the time of an expectation must not be negative")
        }
        if expectations.areWaiting {
            checkExpectations(at: wall)
        } else {
            expectations.cursor = registry.store.end
            expectations.lastRequestID = requestJournal.lastID
        }
        let ticket = expectations.add(
            Expectations.Entry(
                expectation: expectation, start: clock.now(at: wall), machineStart: wall,
                endsRule: endsRule))
        judge([ticket], at: moment(at: wall), wall)
        return ticket
    }

    /// Throws 400 when a condition can never make sense here, and 404 when it names a rule that is not
    /// there.
    func check(_ condition: Condition) throws(StatusError) {
        try condition.part.check(in: self)
        if let missing = condition.part.rules.first(where: { faults[$0] == nil }) {
            throw .noRule(missing)
        }
    }

    /// Looks at those expectations again that what has changed, or the time that has passed, concerns.
    mutating func checkExpectations(at wall: Timestamp) {
        guard expectations.areWaiting else { return }
        followChanges(at: wall)
        followRequests(at: wall)
        let moment = moment(at: wall)
        followTraceless(at: moment, wall)
        while let ticket = expectations.popFirst(dueAt: moment.now, machine: wall) {
            judge([ticket], at: moment, wall)
        }
    }

    /// What has come of an expectation, once; nil when that is not known yet.
    mutating func takeOutcome(
        of ticket: ExpectationTicket, at wall: Timestamp
    ) -> Result<ExpectationOutcome, StatusError>? {
        guard expectations[ticket]?.outcome != nil else {
            return expectations.takeOutcome(of: ticket)
        }
        reopenExpectations(at: wall)
        return expectations.takeOutcome(of: ticket)
    }

    /// Whether a condition holds now, by the clock of the cluster.
    package func holds(_ condition: Condition, at wall: Timestamp) -> Bool {
        condition.holds(in: self, at: clock.now(at: wall))
    }

    /// What followed from changes that could not be stored has not come so.
    private mutating func reopenExpectations(at wall: Timestamp) {
        let reopened = expectations.reopen(after: registry.store)
        if !reopened.isEmpty { judge(reopened, at: moment(at: wall), wall) }
    }
}

// MARK: - Following

extension Cluster {
    /// The present.
    private func moment(at wall: Timestamp) -> ConditionMoment {
        ConditionMoment(
            now: clock.now(at: wall), wall: wall, lastRequestID: requestJournal.lastID)
    }

    /// Looks at what concerns that which has changed without a trace in the store and in the journal.
    private mutating func followTraceless(at moment: ConditionMoment, _ wall: Timestamp) {
        let changes = TracelessChanges(
            held: paused.heldChangeCount, rules: faults.changeCount &+ expectations.ruleChangeCount,
            watches: api.watchBooks.changeCount)
        guard changes != expectations.changes else { return }
        let subjects = changes.subjects(since: expectations.changes)
        expectations.changes = changes
        for subject in subjects {
            judge(expectations.dependencies.concerned(by: subject), at: moment, wall)
        }
    }

    /// Looks at what changes of objects concern after each of them.
    private mutating func followChanges(at wall: Timestamp) {
        let start = expectations.cursor
        guard !registry.store.isEnd(start) else { return }
        guard case .changes(let events) = registry.store.read(&expectations.cursor) else {
            return judge(expectations.waiting, at: moment(at: wall), wall)
        }
        let known = expectations.dependencies
        guard events.contains(where: { known.mayBeConcerned(by: $0.object.key) }) else { return }
        var otherwise: [ObjectKey: StoredObject?] = [:]
        for event in events.reversed() { otherwise[event.object.key] = .some(event.previous) }
        for event in events {
            let key = event.object.key
            otherwise[key] = .some(event.change == .deleted ? nil : event.object)
            let concerned = expectations.dependencies.concerned(by: key)
            guard !concerned.isEmpty else { continue }
            var moment = ConditionMoment(
                now: event.time, wall: wall, lastRequestID: expectations.lastRequestID)
            moment.otherwise = otherwise
            judge(concerned, at: moment, wall)
        }
    }

    /// Whether requests were answered that expectations have not been looked at for.
    var haveUnseenRequests: Bool {
        expectations.areRequestsAwaited && expectations.lastRequestID < requestJournal.lastID
    }

    /// Passes over the newest request in the journal, which is `entry`, where it concerns no expectation:
    /// few do, and to read it from the journal costs more than this.
    mutating func passOver(_ entry: RequestEntry) {
        guard expectations.lastRequestID + 1 == requestJournal.lastID else { return }
        var subject = RequestSubject(ResolvedRequest(entry.noted), entry.answer)
        guard !expectations.dependencies.mayBeConcerned(by: &subject) else { return }
        expectations.lastRequestID = requestJournal.lastID
    }

    /// Looks at what requests concern after each of them.
    private mutating func followRequests(at wall: Timestamp) {
        defer { expectations.lastRequestID = requestJournal.lastID }
        guard haveUnseenRequests else { return }
        for (id, entry) in Array(requestJournal.entries(after: expectations.lastRequestID)) {
            expectations.lastRequestID = id
            var subject = RequestSubject(ResolvedRequest(entry.noted), entry.answer)
            let concerned = expectations.dependencies.concerned(by: &subject)
            guard !concerned.isEmpty else { continue }
            for ticket in concerned {
                let questions = expectations[ticket]?.expectation.condition.part.questions ?? []
                journalTallies.goOn(questions, with: &subject, numbered: id)
            }
            let moment = ConditionMoment(
                now: clock.now(at: wall), wall: wall, lastRequestID: id)
            judge(concerned, at: moment, wall)
        }
    }

    /// Looks at expectations at `moment`, and decides those that can be.
    private mutating func judge(
        _ tickets: [ExpectationTicket], at moment: ConditionMoment, _ wall: Timestamp
    ) {
        for ticket in tickets {
            guard let entry = expectations[ticket], entry.outcome == nil else { continue }
            judge(ticket, entry, at: moment.measured(by: entry.expectation.clock, wall), wall)
        }
    }

    private mutating func judge(
        _ ticket: ExpectationTicket, _ entry: Expectations.Entry, at moment: ConditionMoment,
        _ wall: Timestamp
    ) {
        let part = entry.expectation.condition.part
        if !part.questions.isEmpty {
            journalTallies.goOn(part.questions, in: requestJournal, upTo: moment.lastRequestID)
        }
        if part.readsTerms { followTerms() }
        let holds = part.holds(in: self, at: moment)
        let isOver =
            entry.end.cluster.map { moment.now >= $0 } ?? false
            || entry.end.machine.map { wall >= $0 } ?? false
        let isDecided =
            switch entry.expectation.goal {
            case .within: holds || isOver || !entry.endsRule && part.isLost(in: self)
            case .throughout: !holds || isOver
            }
        guard isDecided else {
            let due = part.nextDue(in: self, at: moment).earlier(entry.end)
            return expectations.expect(ticket, at: due)
        }
        let outcome = ExpectationOutcome(
            expectation: entry.expectation, isMet: holds,
            account: part.account(in: self, at: moment),
            time: moment.now,
            elapsed: entry.expectation.clock == .machine
                ? wall - entry.machineStart : moment.now - entry.start)
        expectations.decide(ticket, outcome, at: registry.store.end)
    }
}

extension ConditionMoment {
    /// The same, where durations go by `clock`.
    fileprivate func measured(by clock: Expectation.Clock, _ wall: Timestamp) -> ConditionMoment {
        var moment = ConditionMoment(
            now: now, wall: clock == .machine ? wall : nil, lastRequestID: lastRequestID)
        moment.otherwise = otherwise
        return moment
    }
}
