import KubeAPI
package import KubeTime

/// What an election comes to at an instant, and why.
package struct ElectionDecision: Hashable, Sendable {
    package var time: Timestamp
    /// All candidates of the lease, by name.
    package var standings: [CandidateStanding]
    /// Why an election is needed; nil when it is not.
    package var cause: ElectionCause?
    /// The order of the candidates that were compared last; nil when none were.
    package var ranking: CandidateRanking?
    package var verdict: ElectionVerdict
    /// Until when the same would be decided again as long as no object changes.
    package var standsUntil: Timestamp
}

/// A candidate's part in a decision.
package struct CandidateStanding: Hashable, Sendable {
    package let name: String
    package let state: CandidateState
}

/// Why an election is needed; the first that applies.
package enum ElectionCause: Hashable, Sendable {
    case leaseMissing
    case leaseExpired
    case noHolder
    /// The candidate has not renewed for so long that all are asked whether they are alive.
    case refreshDue(candidate: String)
    /// The candidate is better than the holder.
    case betterCandidate(String)
}

/// What is to be done about a lease.
package enum ElectionVerdict: Hashable, Sendable {
    /// Nothing: no candidate counts, so the lease belongs to whoever else uses it.
    case unmanaged
    /// Nothing: the lease is healthy.
    case unneeded(UnneededReason)
    /// Nothing, although the lease is healthy: the candidates want different strategies.
    case undecidable(StrategyConflict)
    /// Ping the first, and wait for these and for the others, which were pinged before.
    case poll(pings: [String], awaited: [String])
    /// Nothing can be done: no candidate has answered.
    case noAvailableCandidates
    /// Nothing can be done: those that answered want different strategies.
    case conflict(StrategyConflict)
    /// Nothing can be done: none of those that answered has versions to compare.
    case noElectee
    /// Give the lease this strategy, and to the electee, if the strategy names one.
    case elect(strategy: String, electee: String?)
}

/// Why a healthy lease needs no election.
package enum UnneededReason: Hashable, Sendable {
    /// The candidates want this strategy, which is not the coordinator's to carry out.
    case thirdPartyStrategy(String)
    /// No candidate has versions to compare.
    case noEligibleCandidate
    case bestCandidateHolds
}
