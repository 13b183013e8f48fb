import KubeAPI

/// Something that may hold in a cluster, such as that a lease has a holder or that requests came.
///
///     .all([.lease("web", heldBy: "b"), .requests(RequestMatch(client: "a"), .exactly(0))])
public struct Condition: Hashable, Sendable {
    let kind: Kind

    /// The kinds of conditions, each of which stands in a file of its own.
    indirect enum Kind: Hashable, Sendable {
        case lease(LeaseCondition)
        case object(ObjectCondition)
        case requests(RequestCondition)
        case sequence(SequenceCondition)
        case terms(TermCondition)
        case watches(WatchCondition)
        case held(HeldCondition)
        case faults(FaultStateCondition)
        case quiet(QuietCondition)
        case joined(JoinedCondition)
    }

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// What the condition looks at, whichever kind it is of.
    var part: any ConditionPart {
        switch kind {
        case .lease(let part): part
        case .object(let part): part
        case .requests(let part): part
        case .sequence(let part): part
        case .terms(let part): part
        case .watches(let part): part
        case .held(let part): part
        case .faults(let part): part
        case .quiet(let part): part
        case .joined(let part): part
        }
    }
}

// MARK: - Objects

extension Condition {
    /// A lease is as all of this says; what is left out may be anything.
    ///
    /// - Parameters:
    ///   - name: The name of the lease, which need not exist yet.
    ///   - namespace: Its namespace.
    ///   - holder: Who holds it by its `holderIdentity`, whether or not it has run out.
    ///   - preferredHolder: Who is asked to take it.
    ///   - transitions: How often it has changed hands.
    ///   - isExpired: Whether it has run out by its own times.
    ///   - isFree: Whether somebody else may take it: it does not exist, names no holder, or has run out.
    ///   - exists: Whether it exists.
    /// - Returns: The condition, which holds when the lease exists where nothing else is said.
    public static func lease(
        _ name: String, namespace: String = "default",
        heldBy holder: RequestMatch.Alternatives? = nil,
        preferring preferredHolder: RequestMatch.Alternatives? = nil,
        transitions: CountRange? = nil, isExpired: Bool? = nil, isFree: Bool? = nil,
        exists: Bool? = nil
    ) -> Condition {
        var part = LeaseCondition(NamespacedName(namespace: namespace, name: name))
        part.holder = holder?.texts.map(GlobPattern.init)
        part.preferredHolder = preferredHolder?.texts.map(GlobPattern.init)
        part.transitions = transitions
        part.isExpired = isExpired
        part.isFree = isFree
        part.exists = exists
        return Condition(.lease(part))
    }

    /// An object of a resource such as `leasecandidates` exists, or does not.
    ///
    /// The namespace says nothing where objects of the resource have none.
    public static func object(
        _ resource: String, _ name: String, namespace: String = "default", exists: Bool = true
    ) -> Condition {
        Condition(.object(ObjectCondition(resource, namespace, name, exists: exists)))
    }

    /// Nothing was wrong with the terms of a lease, as far as they are remembered.
    ///
    /// Once something was wrong nobody waits for this any longer: it fails at once.
    public static func noFindings(_ lease: String, namespace: String = "default") -> Condition {
        let key = NamespacedName(namespace: namespace, name: lease)
        return Condition(.terms(TermCondition(key, .none)))
    }

    /// Each of these was wrong with the terms of a lease at least once.
    public static func findings(
        _ kinds: [TermFinding.Kind], _ lease: String, namespace: String = "default"
    ) -> Condition {
        let key = NamespacedName(namespace: namespace, name: lease)
        return Condition(.terms(TermCondition(key, .kinds(kinds))))
    }
}

// MARK: - Requests

extension Condition {
    /// So many requests that satisfy `match` are remembered, after the one with the number `id`.
    public static func requests(
        _ match: RequestMatch, _ count: CountRange = .atLeast(1), after id: RecordedRequest.ID = 0
    ) -> Condition {
        Condition(.requests(RequestCondition(match, count, after: id)))
    }

    /// Requests came in this order, after the one with the number `id`; others may lie between.
    public static func sequence(
        _ matches: [RequestMatch], after id: RecordedRequest.ID = 0
    ) -> Condition {
        Condition(.sequence(SequenceCondition(matches, after: id)))
    }

    /// No request was answered for so long, those to the control API left out.
    public static func quiet(_ duration: Duration) -> Condition {
        Condition(.quiet(QuietCondition(duration)))
    }

    /// So many watches are open, the requests for which satisfy `match`.
    public static func watches(
        _ match: RequestMatch = .any, _ count: CountRange = .atLeast(1)
    ) -> Condition {
        Condition(.watches(WatchCondition(match, count)))
    }

    /// So many requests are held, by the rule called `rule` or by any, after the one with the number `id`.
    public static func held(
        _ count: CountRange, by rule: String? = nil, after id: HeldRequest.ID = 0
    ) -> Condition {
        Condition(.held(HeldCondition(count, rule: rule, after: id)))
    }

    /// The rule called `name`, or every rule, has this state; of rules that act without limit none is
    /// ever spent, and they are left out.
    public static func faults(_ state: FaultReport.State, named name: String? = nil) -> Condition {
        Condition(.faults(FaultStateCondition(state, rule: name)))
    }
}

// MARK: - Joined

extension Condition {
    /// All of them hold.
    public static func all(_ conditions: [Condition]) -> Condition {
        Condition(.joined(JoinedCondition(.all, conditions)))
    }

    /// At least one of them holds.
    public static func any(_ conditions: [Condition]) -> Condition {
        Condition(.joined(JoinedCondition(.any, conditions)))
    }

    /// It does not hold.
    public static func not(_ condition: Condition) -> Condition {
        Condition(.joined(JoinedCondition(.not, [condition])))
    }
}
