import KubeAPI
import KubeCoordinator
import KubeTime

/// What is known about the elections for one lease, for programs and for people.
package struct ElectionExplanation {
    let key: NamespacedName

    /// The instant at which this is so.
    let now: Timestamp

    /// The lease; nil when it does not exist.
    let lease: Lease?

    /// The candidates by name, each with its state.
    let candidates: [(candidate: LeaseCandidate, state: CandidateState)]

    /// The identities whose renewals are refused.
    let frozen: [String]

    /// The last decisions, oldest first.
    let decisions: [DecisionRecord]
}
