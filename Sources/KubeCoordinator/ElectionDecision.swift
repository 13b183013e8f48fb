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
