import KubeAPI
import KubeTime

/// What a candidate can contribute to an election at an instant.
package enum CandidateState: String, CaseIterable, Sendable {
    /// Never renewed, or not for half an hour: it does not count.
    case expired
    /// Was pinged and may still answer: the election waits for it.
    case pending
    /// Renewed just now: it can be elected.
    case fresh
    /// Has nothing to answer: it is pinged before it can be elected.
    case stale
    /// Let a ping pass: it is neither waited for, nor pinged again, nor elected, until it renews.
    case unresponsive

    /// The state of `candidate` at `window.now`; the first of the cases that applies.
    init(of candidate: LeaseCandidate, in window: ElectionWindow, _ rules: ElectionRules) {
        guard let renewTime = candidate.renewTime, renewTime >= window.validSince else {
            self = .expired
            return
        }
        guard let pingTime = candidate.pingTime else {
            self = renewTime > window.freshAfter ? .fresh : .stale
            return
        }
        if pingTime > window.freshAfter, renewTime < pingTime {
            self = .pending
        } else if renewTime > window.freshAfter {
            self = .fresh
        } else if pingTime <= window.freshAfter, rules.isAnswer(renewTime, to: pingTime) {
            self = .stale
        } else {
            self = .unresponsive
        }
    }
}
