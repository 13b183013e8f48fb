/// The best candidate, and why the next one is not.
package struct CandidateRanking: Hashable, Sendable {
    /// The name of the best candidate.
    package let best: String
    /// The second best; nil when there is only one.
    package let runnerUp: RunnerUp?

    /// The second best candidate.
    package struct RunnerUp: Hashable, Sendable {
        package let name: String
        /// The first criterion by which the best is better.
        package let lostBy: RankingCriterion
    }
}
