/// A candidate's part in a decision.
package struct CandidateStanding: Hashable, Sendable {
    package let name: String
    package let state: CandidateState
}
