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
