package import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeRegistry
import KubeStore
package import KubeTime
import Logging

/// The rules of a cluster.
extension Cluster {
    /// Adds rules, or puts each in the place of the one that has its name; all of them or none.
    ///
    /// Returns their names. Throws 400 for a rule that makes no sense, and 409 when a name is taken.
    @discardableResult
    package mutating func add(
        _ rules: [FaultRule], replacing: Bool = false, at wall: Timestamp
    ) throws(StatusError) -> [String] {
        for rule in rules {
            try rule.check()
            if let given = rule.given { try check(given) }
            if let end = rule.endCondition { try check(end) }
        }
        let former = replacing ? faults.entries.compactMap(\.endTicket) : []
        let formerNames = tells ? Set(faults.entries.map(\.name)) : []
        let now = clock.now(at: wall)
        let added = try faults.add(rules, replacing: replacing, at: now)
        if tells { for entry in added { tellMade(entry, replacing: formerNames, at: now) } }
        if replacing {
            disarmWatches(of: added.map(\.name))
            abandonEnds(former)
        }
        for entry in added { try expectEnd(of: entry, at: wall) }
        if let first = added.map(\.id).min() {
            for watch in openWatches {
                guard let request = request(of: watch) else { continue }
                takeWatch(watch.id, request, after: first - 1, at: now)
            }
        }
        return added.map(\.name)
    }

    /// Has a rule end once the condition holds that ends it, if one does.
    mutating func expectEnd(of entry: FaultEntry, at wall: Timestamp) throws(StatusError) {
        guard !entry.hasEnded, let condition = entry.rule.endCondition else { return }
        faults.await(try expect(.ever(condition), at: wall, endsRule: true), toEnd: entry.id)
    }

    /// Removes the rules with this name or this tag, or all of them; returns their names.
    ///
    /// What they hold stays held; watches that they have stalled go on.
    @discardableResult
    package mutating func removeFaults(named name: String? = nil, tag: String? = nil) -> [String] {
        let former = faults.entries.compactMap(\.endTicket)
        let removed = faults.remove {
            (name == nil || $0.name == name) && (tag == nil || $0.rule.tag == tag)
        }.map(\.name)
        disarmWatches(of: removed)
        abandonEnds(former)
        if tells { for name in removed { tell("Removed a rule", ["rule": "\(name)"]) } }
        return removed
    }

    /// Expects the ends no more of rules that are gone.
    private mutating func abandonEnds(_ former: [ExpectationTicket]) {
        let present = Set(faults.entries.compactMap(\.endTicket))
        for ticket in former where !present.contains(ticket) { expectations.abandon(ticket) }
    }

    /// What there is to tell of the rules; of those alone that have never acted if `unused`.
    package func faultReports(unused: Bool = false, at wall: Timestamp) -> [FaultReport] {
        let now = clock.now(at: wall)
        return faults.entries.filter { !unused || $0.actedCount == 0 }.map { entry in
            FaultReport(entry, hasEnded: hasEnded(entry), at: now)
        }
    }

    /// What there is to tell of the rule called `name`; nil when there is none.
    func faultReport(named name: String, at wall: Timestamp) -> FaultReport? {
        faults[name].map { FaultReport($0, hasEnded: hasEnded($0), at: clock.now(at: wall)) }
    }

    /// Removes all rules, heals all partitions, and lets all requests go on that are held or slowed down.
    mutating func endFaults(at wall: Timestamp) {
        removeFaults()
        healAll()
        releaseHeld(at: wall)
        meters.endHanging()
        hurry(at: clock.now(at: wall))
    }

    /// Whether rules or partitions may have a say in what comes.
    var hasFaults: Bool { !faults.isEmpty || !partitions.isEmpty }
}

// MARK: - Asking

extension Cluster {
    /// The next rule that acts at `phase` on the request that is `subject`, and what it does; only one
    /// the action of which `canAct` can be done to it.
    mutating func nextStep(
        at phase: FaultPhase, of subject: inout RequestSubject, _ course: inout FaultCourse,
        at now: Timestamp, where canAct: (FaultAction, FaultEntry) -> Bool = { _, _ in true }
    ) -> FaultStep? {
        while let entry = faults.next(at: phase, of: &subject, &course, at: now) {
            guard canAct(entry.nextAction, entry), isInForce(entry, at: now),
                let step = faults.ask(entry.id, &course)
            else { continue }
            count(step, at: phase)
            return step
        }
        return nil
    }

    /// The rules at `phase` of those that could act on `request` of which what they say of the cluster is
    /// not so.
    mutating func failingRules(
        at phase: FaultPhase, for request: borrowing ResolvedRequest, at now: Timestamp
    ) -> Set<UInt64> {
        var failing: Set<UInt64> = []
        for entry in faults.entriesThatLookAtCluster(at: phase, for: request)
        where !isInForce(entry, at: now) {
            failing.insert(entry.id)
        }
        return failing
    }

    /// Whether what a rule says of the cluster is so.
    private mutating func isInForce(_ entry: FaultEntry, at now: Timestamp) -> Bool {
        guard entry.looksAtCluster else { return true }
        guard !hasEnded(entry) else { return false }
        guard let given = entry.rule.given else { return true }
        // So that no request in the journal, and no change of a lease, is looked at twice.
        journalTallies.goOn(given.part.questions, in: requestJournal, upTo: requestJournal.lastID)
        if given.part.readsTerms { followTerms() }
        return given.holds(in: self, at: now)
    }

    /// Whether a rule can act at `now`.
    func state(of entry: FaultEntry, at now: Timestamp) -> FaultEntry.State {
        let state = entry.state(at: now)
        return state == .active && hasEnded(entry) ? .expired : state
    }

    /// Whether the condition has held that ends a rule.
    func hasEnded(_ entry: FaultEntry) -> Bool {
        entry.hasEnded || (entry.endTicket.map { expectations[$0]?.outcome != nil } ?? false)
    }

    /// Counts that a rule has acted.
    mutating func count(_ step: FaultStep, at phase: FaultPhase) {
        api.count(
            FaultLabels(
                rule: step.entry.name, phase: phase.rawValue, action: step.action.name))
    }
}

extension FaultRule {
    /// What ends it once it has held; nil when nothing does.
    var endCondition: Condition? {
        guard case .condition(let condition) = until?.kind else { return nil }
        return condition
    }
}

extension Expectation {
    /// That `condition` holds one day, however far that is.
    fileprivate static func ever(_ condition: Condition) -> Expectation {
        Expectation(condition, .within(.seconds(Int64(Int32.max))), by: .cluster)
    }
}

extension ResetScope {
    /// What goes wrong: rules and partitions.
    ///
    /// What is held or slowed down goes on first, and so does what was cut off.
    public static let faults = ResetScope("faults") { $0.endFaults(at: $1) }
}
