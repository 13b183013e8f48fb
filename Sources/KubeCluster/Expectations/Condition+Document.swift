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
        guard Self.count(value, room: Self.depthMax).map({ $0 <= Self.countMax }) == true else {
            throw .badRequest(
                "the field \(GoQuote.quote(place)) must not have more than \(Self.countMax) conditions, or "
                    + "more than \(Self.depthMax) inside each other")
        }
        let names = Name.allCases.filter { value[$0.rawValue] != nil }
        guard names.count == 1 else {
            let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badRequest(
                "the field \(GoQuote.quote(place)) must be a condition, with one of \(known): "
                    + "\(value.shown) has \(names.isEmpty ? "none" : "\(names.count)")")
        }
        self.init(try Self.kind(names[0], value, at: place))
    }

    /// How many conditions one can be made of.
    private static let countMax = 1000

    /// How many of them can lie inside each other.
    private static let depthMax = 32

    /// How many conditions `value` is made of; nil when more than `room` lie inside each other.
    private static func count(_ value: JSONValue, room: Int) -> Int? {
        guard room > 0 else { return nil }
        var count = 1
        for name in [Name.all, .any, .not] {
            guard let parts = value[name.rawValue] else { continue }
            for part in parts.array ?? [parts] {
                guard let more = Self.count(part, room: room - 1) else { return nil }
                count += more
            }
        }
        return count
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
