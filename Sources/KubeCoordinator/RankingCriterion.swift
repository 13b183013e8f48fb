/// What can decide between two candidates, the weightiest first.
package enum RankingCriterion: String, Sendable {
    /// The lower one is better.
    case emulationVersion
    /// The lower one is better.
    case binaryVersion
    /// The earlier one is better.
    case creationTimestamp
    /// The holder of the lease is better.
    case currentHolder
    /// The lower one is better.
    case name
}
