/// What goes wrong with which requests, and when.
///
///     FaultRule(on: .update, at: .afterCommit, do: .reset, times: 1)
///
/// At each phase of a request the rules that match apply in the order in which they were made: delays
/// and the like of all of them, up to the first action after which there is nothing left to do.
public struct FaultRule: Sendable {
    /// The name; `f1`, `f2`, … where there is none.
    public var name: String?

    /// By what it can be removed together with others.
    public var tag: String?

    /// Which requests are meant.
    public var match: RequestMatch

    /// When it acts; when the action usually does where nil.
    public var phase: FaultPhase?

    /// What it does: the nth request that it takes gets the nth action, and the last one stays.
    public var actions: [FaultAction]

    /// How many matching requests are let through first.
    public var skip = 0

    /// How often it acts; nil for always.
    public var times: Int?

    /// How likely it is to act, from 0 to 1; nil for always.
    public var probability: Double?

    /// When it ends by itself; nil for never.
    public var until: FaultEnd?

    /// How long a request is held at most, on the clock of the cluster; nil for ever.
    public var holdTimeout: Duration?

    /// Whether it may do what no real server can.
    public var allowsImpossible = false

    /// What must hold in the cluster for it to act.
    public var given: Condition?

    /// A rule for the requests that satisfy `match`.
    public init(
        _ name: String? = nil, on match: RequestMatch = RequestMatch(), at phase: FaultPhase? = nil,
        do actions: FaultAction..., skip: Int = 0, times: Int? = nil, probability: Double? = nil,
        until: FaultEnd? = nil, tag: String? = nil
    ) {
        self.init(name, on: match, at: phase, do: actions)
        self.skip = skip
        self.times = times
        self.probability = probability
        self.until = until
        self.tag = tag
    }

    init(_ name: String?, on match: RequestMatch, at phase: FaultPhase?, do actions: [FaultAction])
    {
        self.name = name
        self.match = match
        self.phase = phase
        self.actions = actions
    }

    /// When it acts.
    var effectivePhase: FaultPhase {
        phase ?? actions.first { $0 != .pass }?.usualPhase ?? .received
    }
}
