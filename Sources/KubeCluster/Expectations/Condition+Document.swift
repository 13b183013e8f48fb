import KubeAPI
import KubeJSON
import KubeTime

extension Condition {
    /// The members by which documents tell one kind from another.
    private enum Name: String, CaseIterable {
        case lease
        case object
        case requests
        case sequence
        case terms
        case watches
        case held
        case faults
        case quiet
        case all
        case any
        case not
    }

    /// The condition that `value`, which stands at `place`, spells; throws 400 for what is unknown or
    /// makes no sense.
    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let names = Name.allCases.filter { value[$0.rawValue] != nil }
        guard names.count == 1 else {
            let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(
                "the field \(GoQuote.quote(place)) must be a condition, with one of \(known): "
                    + "\(value.shown) has \(names.isEmpty ? "none" : "\(names.count)")")
        }
        self.init(try Self.kind(names[0], value, at: place))
    }

    private static func kind(
        _ name: Name, _ value: JSONValue, at place: String
    ) throws(StatusError) -> Kind {
        switch name {
        case .lease: .lease(try LeaseCondition(value, at: place))
        case .object: .object(try ObjectCondition(value, at: place))
        case .requests: .requests(try RequestCondition(value, at: place))
        case .sequence: .sequence(try SequenceCondition(value, at: place))
        case .terms: .terms(try TermCondition(value, at: place))
        case .watches: .watches(try WatchCondition(value, at: place))
        case .held: .held(try HeldCondition(value, at: place))
        case .faults: .faults(try FaultStateCondition(value, at: place))
        case .quiet: .quiet(try QuietCondition(value, at: place))
        case .all: .joined(try JoinedCondition(.all, value, at: place))
        case .any: .joined(try JoinedCondition(.any, value, at: place))
        case .not: .joined(try JoinedCondition(.not, value, at: place))
        }
    }
}

// MARK: - As part of a rule

extension Condition {
    /// Whether it holds in `cluster` at `now`, by the clock of the cluster.
    func holds(in cluster: Cluster, at now: Timestamp) -> Bool {
        part.holds(
            in: cluster,
            at: ConditionMoment(
                now: now, wall: nil, lastRequestID: cluster.requestJournal.lastID))
    }

    /// The document that spells it.
    var json: JSONValue { part.json }
}
