import KubeAPI
import KubeJSON

/// The leases and candidates of a cluster as the coordinator last saw them.
struct ElectionCache {
    private var leases: [NamespacedName: Lease] = [:]
    /// The candidates of each lease, by name.
    private var contenders: [NamespacedName: [Contender]] = [:]
    /// The lease that each candidate wants.
    private var wantedLeases: [NamespacedName: NamespacedName] = [:]

    /// The lease, if it exists.
    func lease(_ key: NamespacedName) -> Lease? {
        leases[key]
    }

    /// The candidates of the lease `key`, by name.
    func contenders(for key: NamespacedName) -> [Contender] {
        contenders[key] ?? []
    }

    /// Whether the lease `key` has candidates.
    func hasContenders(for key: NamespacedName) -> Bool {
        contenders[key] != nil
    }

    /// The candidate, if it exists.
    func candidate(_ key: NamespacedName) -> LeaseCandidate? {
        guard let list = wantedLeases[key].flatMap({ contenders[$0] }) else { return nil }
        let position = list.position(of: key.name)
        return position.isOccupied ? list[position.index].candidate : nil
    }

    /// What a change means for the leases.
    enum Consequence {
        /// The lease has to be looked at because of it.
        case look(NamespacedName)
        /// The lease's next look will see it, but there is none because of it: it was about a
        /// candidate that still owes an answer.
        case wait(NamespacedName)
    }

    /// Takes note of `change`, and returns what it means; nil when nothing has changed.
    mutating func apply(_ change: Coordinator.Change) -> Consequence? {
        switch change {
        case .lease(let lease):
            leases[lease.key] = lease
            return .look(lease.key)
        case .leaseDeleted(let key):
            leases[key] = nil
            return .look(key)
        case .candidate(let candidate):
            let contender = Contender(candidate)
            store(contender)
            return Consequence(of: contender)
        case .candidateDeleted(let key):
            return remove(key).map(Consequence.init)
        }
    }

    /// All leases to be looked at when nothing has been looked at before.
    var allKeys: [NamespacedName] {
        let wanted = contenders.filter { _, list in
            list.contains { !$0.candidate.hasUnansweredPing }
        }
        return Set(leases.keys).union(wanted.keys).sorted()
    }

    /// All candidates, by namespace and name.
    var allCandidates: [LeaseCandidate] {
        wantedLeases.keys.sorted().compactMap { candidate($0) }
    }

    private mutating func store(_ contender: Contender) {
        let (key, leaseKey) = (contender.key, contender.leaseKey)
        if let former = wantedLeases[key], former != leaseKey { _ = remove(key) }
        wantedLeases[key] = leaseKey
        let position = contenders[leaseKey, default: []].position(of: contender.name)
        if position.isOccupied {
            contenders[leaseKey]?[position.index] = contender
        } else {
            contenders[leaseKey, default: []].insert(contender, at: position.index)
        }
    }

    private mutating func remove(_ key: NamespacedName) -> Contender? {
        guard let leaseKey = wantedLeases.removeValue(forKey: key),
            let position = contenders[leaseKey]?.position(of: key.name), position.isOccupied
        else { return nil }
        let contender = contenders[leaseKey]?.remove(at: position.index)
        if contenders[leaseKey]?.isEmpty == true { contenders[leaseKey] = nil }
        return contender
    }
}

extension ElectionCache.Consequence {
    /// What it means that `contender` was stored or removed.
    fileprivate init(of contender: Contender) {
        let isPending = contender.candidate.hasUnansweredPing
        self = isPending ? .wait(contender.leaseKey) : .look(contender.leaseKey)
    }
}
