package import KubeTime

/// A decision about a lease, and what came of it.
package struct DecisionRecord: Hashable, Sendable {
    /// When it was so decided first.
    package let since: Timestamp
    /// The decision as it was taken last.
    package internal(set) var decision: ElectionDecision
    package let effect: ElectionEffect
    /// The resource version of the lease that was written; nil when none was.
    package let committedVersion: String?
    /// How often the decision was taken again in a row.
    package internal(set) var repeatCount = 0

    /// Whether `later` says the same, though some time passed.
    func isRepeated(by later: DecisionRecord) -> Bool {
        effect == later.effect && decision.verdict == later.decision.verdict
            && decision.cause == later.decision.cause
            && decision.ranking == later.decision.ranking
    }
}
