import KubeTime

/// A rule of a cluster, and how often it has acted.
struct FaultEntry: Sendable {
    /// Which rule it is; they are asked in this order.
    let id: UInt64
    /// What it says.
    let rule: FaultRule
    /// Its name.
    let name: String
    /// When it acts.
    let phase: FaultPhase
    /// When it ends by itself, by the clock of the cluster; nil when that is never or not known.
    private(set) var end: Timestamp?

    /// What tells that the condition has held which ends it; nil when none does.
    var endTicket: ExpectationTicket?

    /// Whether that condition had held already before the rule came from a snapshot.
    private(set) var hasEnded = false

    /// How many requests have matched.
    var seenCount = 0
    /// How many requests it was asked to do something to, those included that it let through.
    var takenCount = 0
    /// How often it has acted.
    var actedCount = 0
    /// The numbers in the journal of the last requests on which it has acted, oldest first.
    private(set) var lastRequests: [UInt64] = []

    private static let lastRequestsMax = 10

    /// The rule with the number `id`, which is called `name` and ends at `end`, where there is one.
    init(_ id: UInt64, _ rule: FaultRule, named name: String, until end: Timestamp?) {
        self.id = id
        self.rule = rule
        self.name = name
        self.end = end
        phase = rule.effectivePhase
    }

    /// The rule of a snapshot as the one with the number `id`, which ends at `end`, where that is known.
    init(_ id: UInt64, _ snapshot: SnapshotRule, named name: String, until end: Timestamp?) {
        self.init(id, snapshot.rule, named: name, until: end)
        hasEnded = snapshot.hasEnded
        (seenCount, takenCount) = (snapshot.seenCount, snapshot.takenCount)
        actedCount = snapshot.actedCount
    }

    /// Whether it depends on what is so in the cluster whether it acts.
    var looksAtCluster: Bool { rule.given != nil || endTicket != nil }

    /// Notes the number of a request on which it has acted.
    mutating func note(_ request: UInt64) {
        if lastRequests.count == Self.lastRequestsMax { lastRequests.removeFirst() }
        lastRequests.append(request)
    }

    /// Whether a rule can act.
    enum State: String {
        /// It can.
        case active
        /// It has acted as often as it may.
        case spent
        /// It has ended.
        case expired
    }

    /// Whether it can act at `now`, as far as that is known without looking at the cluster.
    func state(at now: Timestamp) -> State {
        if let times = rule.times, actedCount >= times { return .spent }
        return hasEnded || end.map { now >= $0 } == true ? .expired : .active
    }

    /// Has it last as long as it would have, unless an instant was named at which it ends: the clock was set
    /// forward by `difference`.
    mutating func shift(by difference: Duration) {
        guard case .after = rule.until?.kind else { return }
        end = end.map { $0 + difference }
    }

    /// The next action.
    var nextAction: FaultAction { rule.actions[min(takenCount, rule.actions.count - 1)] }
}
