import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// That a lease is as all of this says; a lease that does not exist is simply not there yet.
struct LeaseCondition: ConditionPart {
    let key: ObjectKey
    var holder: [GlobPattern]?
    var preferredHolder: [GlobPattern]?
    var transitions: CountRange?
    var isExpired: Bool?
    var isFree: Bool?
    var exists: Bool?

    /// That the lease `key` exists, unless more is said.
    init(_ key: NamespacedName) {
        self.key = ObjectKey(
            resource: Resource.leases.name, namespace: key.namespace, name: key.name)
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] { [.object(key)] }

    func check(in cluster: Cluster) throws(StatusError) {
        guard isPossible else {
            throw .badRequest("a lease that does not exist has nothing else to hold of it")
        }
    }

    /// Whether it can ever hold: of a lease that does not exist nothing else does.
    private var isPossible: Bool {
        guard exists == false else { return true }
        return holder == nil && preferredHolder == nil && transitions == nil && isExpired == nil
            && isFree == nil
    }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        let spec = moment.object(key, in: cluster).map { LeaseSpec(of: $0.object) }
        return failure(of: spec, at: moment.now) == nil
    }

    func nextDue(in cluster: Cluster, at moment: ConditionMoment) -> ConditionDue {
        guard isExpired != nil || isFree != nil,
            let stored = moment.object(key, in: cluster),
            let expiry = LeaseSpec(of: stored.object).expiry, expiry >= moment.now
        else { return ConditionDue() }
        return ConditionDue(cluster: expiry + .microseconds(1))
    }

    /// What a lease may fail in, by the name of the field.
    private enum Aspect: String {
        case exists
        case holder
        case preferredHolder
        case transitions
        case expired
        case free
    }

    /// The first thing that is otherwise; nil when nothing is.
    private func failure(of spec: LeaseSpec?, at now: Timestamp) -> Aspect? {
        guard let spec else { return maybeMissing ? nil : .exists }
        if exists == false { return .exists }
        if let holder, !Self.matches(holder, spec.holder) { return .holder }
        if let preferredHolder, !Self.matches(preferredHolder, spec.preferredHolder) {
            return .preferredHolder
        }
        if let transitions, !transitions.contains(Int(spec.leaseTransitions ?? 0)) {
            return .transitions
        }
        if let isExpired, isExpired != spec.isExpired(at: now) { return .expired }
        if let isFree, isFree != spec.isFree(at: now) { return .free }
        return nil
    }

    /// Whether a lease that does not exist will do.
    private var maybeMissing: Bool {
        exists == false
            || exists == nil && isFree == true && holder == nil && preferredHolder == nil
                && transitions == nil && isExpired == nil
    }

    private static func matches(_ patterns: [GlobPattern], _ text: String?) -> Bool {
        patterns.contains { $0.matches(text ?? "") }
    }
}

extension LeaseSpec {
    /// Whether nobody may rely on the lease any more; one without times is expired.
    fileprivate func isExpired(at now: Timestamp) -> Bool { expiry.map { $0 < now } ?? true }

    /// Whether somebody may take the lease.
    fileprivate func isFree(at now: Timestamp) -> Bool { holder == nil || isExpired(at: now) }
}

// MARK: - In words

extension LeaseCondition {
    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let stored = moment.object(key, in: cluster)
        let spec = stored.map { LeaseSpec(of: $0.object) }
        let state = state(of: spec, stored?.revision, at: moment.now)
        guard let failure = failure(of: spec, at: moment.now) else {
            return ConditionAccount(holds: true, text: state, version: stored?.revision)
        }
        return ConditionAccount(
            holds: false, text: difference(failure, spec).map { "\($0); \(state)" } ?? state,
            version: stored?.revision)
    }

    private func state(of spec: LeaseSpec?, _ version: UInt64?, at now: Timestamp) -> String {
        guard let spec, let version else { return "the lease \(key.path) does not exist" }
        let place = "the lease \(key.path) (version \(version))"
        guard let holder = spec.holder else { return "nobody holds \(place)" }
        guard let expiry = spec.expiry else { return "\(holder) holds \(place), without times" }
        return expiry < now
            ? "\(holder) held \(place) until it ran out at \(expiry.rfc3339)"
            : "\(holder) holds \(place) until \(expiry.rfc3339)"
    }

    /// The field in which the lease differs; nil when its state says it all.
    private func difference(_ aspect: Aspect, _ spec: LeaseSpec?) -> String? {
        guard let spec else { return nil }
        let (expected, found): (String, String)
        switch aspect {
        case .exists, .expired, .free: return nil
        case .holder: (expected, found) = (Self.text(holder), GoQuote.quote(spec.holder ?? ""))
        case .preferredHolder:
            (expected, found) = (
                Self.text(preferredHolder), GoQuote.quote(spec.preferredHolder ?? "")
            )
        case .transitions:
            (expected, found) = (transitions?.text ?? "", "\(spec.leaseTransitions ?? 0)")
        }
        return "its \(aspect.rawValue) is \(found) instead of \(expected)"
    }

    private static func text(_ patterns: [GlobPattern]?) -> String {
        (patterns ?? []).map { GoQuote.quote($0.text) }.joined(separator: " or ")
    }
}

// MARK: - As a document

extension LeaseCondition {
    private static let members = [
        "lease", "holder", "preferredHolder", "transitions", "expired", "free", "exists",
    ]

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: Self.members)
        self.init(try document.lease("lease"))
        holder = try document.patterns("holder")
        preferredHolder = try document.patterns("preferredHolder")
        transitions = try CountRange("transitions", in: document)
        isExpired = try document.bool("expired")
        isFree = try document.bool("free")
        exists = try document.bool("exists")
        guard isPossible else {
            throw document.refusal(
                of: "exists", "true or left out where more is said of the lease")
        }
    }

    var json: JSONValue {
        var document = JSONObject([("lease", .string(key.path))])
        for (name, patterns) in [("holder", holder), ("preferredHolder", preferredHolder)] {
            guard let texts = patterns?.map({ JSONValue.string($0.text) }) else { continue }
            document.append(name, texts.count == 1 ? texts[0] : .array(texts))
        }
        if let transitions { document.append("transitions", transitions.json) }
        for (name, flag) in [("expired", isExpired), ("free", isFree), ("exists", exists)] {
            if let flag { document.append(name, .bool(flag)) }
        }
        return .object(document)
    }
}
