import KubeAPI
import KubeJSON
import KubeTime

/// What one kind of condition looks at, and what it makes of it.
protocol ConditionPart: Hashable, Sendable {
    /// What may have it hold at last, or hold no more, beside time: it is not looked at again before one of
    /// them has changed.
    func subjects(turning holds: Bool) -> [ConditionSubject]

    /// What it asks the journal of requests.
    var questions: [JournalQuestion] { get }

    /// The names of the rules that it looks at.
    var rules: [String] { get }

    /// Whether it looks at the terms of leases.
    var readsTerms: Bool { get }

    /// The document that spells it.
    var json: JSONValue { get }

    /// Throws 400 when it can never make sense in `cluster`, whichever rules that has.
    func check(in cluster: Cluster) throws(StatusError)

    /// Whether it holds; nothing is put into words.
    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool

    /// Whether it does not hold and never will, whatever happens but a reset: nobody needs to wait for it.
    func isLost(in cluster: Cluster) -> Bool

    /// Why it holds or does not, in words.
    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount

    /// When it may be otherwise just because time has passed.
    func nextDue(in cluster: Cluster, at moment: ConditionMoment) -> ConditionDue
}

extension ConditionPart {
    var questions: [JournalQuestion] { [] }

    var rules: [String] { [] }

    var readsTerms: Bool { false }

    func check(in cluster: Cluster) throws(StatusError) {}

    func isLost(in cluster: Cluster) -> Bool { false }

    func nextDue(in cluster: Cluster, at moment: ConditionMoment) -> ConditionDue { ConditionDue() }
}
