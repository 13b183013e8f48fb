import KubeAPI
import KubeJSON
import KubeTime

/// An election for one lease at one instant: a pure function of what is known then.
struct Election {
    let lease: Lease?
    /// The candidates of the lease, by name.
    let contenders: [Contender]
    let rules: ElectionRules
    private let window: ElectionWindow
    private let states: [CandidateState]

    /// The election for `lease`, nil when it does not exist, among `contenders` at `now`.
    init(lease: Lease?, contenders: [Contender], rules: ElectionRules, at now: Timestamp) {
        self.lease = lease
        self.contenders = contenders
        self.rules = rules
        let window = ElectionWindow(at: now)
        self.window = window
        states = contenders.map { CandidateState(of: $0.candidate, in: window, rules) }
    }

    /// What is to be done.
    func decide() -> ElectionDecision {
        let standings = zip(contenders, states).map {
            CandidateStanding(name: $0.name, state: $1)
        }
        var decision = ElectionDecision(
            time: window.now, standings: standings, verdict: .unmanaged,
            standsUntil: window.now)
        let admissible = contenders(where: { $0 != .expired })
        guard !admissible.isEmpty else { return decision }
        decision.cause = urgentCause(admissible)
        if decision.cause == nil { compareWithHolder(admissible, &decision) }
        if decision.cause != nil {
            vote(&decision)
        } else {
            decision.standsUntil = lastInstantWithoutUrgentCause(admissible)
        }
        return decision
    }

    /// What makes an election needed whoever is best.
    private func urgentCause(_ admissible: [Contender]) -> ElectionCause? {
        guard let lease else { return .leaseMissing }
        if lease.isExpired(at: window.now) {
            return lease.expiry == nil ? .leaseWithoutTimes : .leaseExpired
        }
        if lease.holder == nil { return .noHolder }
        let refreshBefore = window.refreshBefore
        return admissible.first { $0.isRenewed(before: refreshBefore) }
            .map { .refreshDue(candidate: $0.name) }
    }

    /// The last instant at which there is no urgent cause yet, if nothing changes.
    private func lastInstantWithoutUrgentCause(_ admissible: [Contender]) -> Timestamp {
        let refreshed = admissible.compactMap(\.candidate.renewTime).min().map {
            $0 + ElectionWindow.refreshAge
        }
        return [refreshed, lease?.expiry].compactMap(\.self).min() ?? window.now
    }

    /// Needs an election if the holder of a healthy lease is not the best candidate.
    private func compareWithHolder(_ admissible: [Contender], _ decision: inout ElectionDecision) {
        let strategy: String
        do {
            strategy = try StrategyResolution(rules: rules).strategy(of: admissible)
        } catch {
            decision.verdict = .undecidable(error)
            return
        }
        guard strategy.hasSameBytes(as: ElectionStrategy.oldestEmulationVersion) else {
            decision.verdict = .unneeded(.thirdPartyStrategy(strategy))
            return
        }
        decision.ranking = order.ranking(of: admissible)
        guard let best = decision.ranking?.best else {
            decision.verdict = .unneeded(.noEligibleCandidate)
            return
        }
        if lease?.holder?.hasSameBytes(as: best) == true {
            decision.verdict = .unneeded(.bestCandidateHolds)
        } else {
            decision.cause = .betterCandidate(best)
        }
    }

    /// Asks whoever has to be asked first, or elects among those that have answered.
    private func vote(_ decision: inout ElectionDecision) {
        let pings = contenders(where: { $0 == .stale })
        let awaited = contenders(where: { $0 == .pending })
        guard pings.isEmpty, awaited.isEmpty else {
            decision.verdict = .poll(pings: pings.map(\.name), awaited: awaited.map(\.name))
            return
        }
        let answered = contenders(where: { $0 == .fresh })
        guard !answered.isEmpty else {
            decision.verdict = .noAvailableCandidates
            return
        }
        do {
            let strategy = try StrategyResolution(rules: rules).strategy(of: answered)
            elect(among: answered, strategy, &decision)
        } catch {
            decision.verdict = .conflict(error)
        }
    }

    private func elect(
        among answered: [Contender], _ strategy: String, _ decision: inout ElectionDecision
    ) {
        guard strategy.hasSameBytes(as: ElectionStrategy.oldestEmulationVersion) else {
            decision.ranking = nil
            decision.verdict = .elect(strategy: strategy, electee: nil)
            return
        }
        decision.ranking = order.ranking(of: answered)
        decision.verdict =
            decision.ranking.map { .elect(strategy: strategy, electee: $0.best) } ?? .noElectee
    }

    private var order: CandidateOrder {
        CandidateOrder(holder: lease?.holder)
    }

    private func contenders(where isIncluded: (CandidateState) -> Bool) -> [Contender] {
        states.allSatisfy(isIncluded)
            ? contenders : zip(contenders, states).filter { isIncluded($1) }.map(\.0)
    }
}
