import KubeAPI

/// The last decisions about each lease.
struct DecisionHistory {
    /// How many decisions are kept for each lease.
    static let recordsMax = 16

    /// How many decisions wait for somebody who wants to know the new ones.
    private static let newMax = 1_000

    private var records: [NamespacedName: [DecisionRecord]] = [:]
    private var new: [(lease: NamespacedName, record: DecisionRecord)] = []

    /// The last decisions about the lease `key`, oldest first.
    func records(for key: NamespacedName) -> [DecisionRecord] {
        records[key] ?? []
    }

    /// The leases about which something was decided, in order.
    var keys: [NamespacedName] {
        records.keys.sorted()
    }

    /// Whether there are decisions about the lease `key`.
    func knows(_ key: NamespacedName) -> Bool {
        records[key] != nil
    }

    /// Adds a decision; one that repeats the last only prolongs it.
    mutating func record(
        _ decision: ElectionDecision, _ effect: ElectionEffect, committing version: String? = nil,
        for key: NamespacedName
    ) {
        let record = DecisionRecord(
            since: decision.time, decision: decision, effect: effect, committedVersion: version)
        var list = records.removeValue(forKey: key) ?? []
        if let last = list.last, last.isRepeated(by: record) {
            list[list.count - 1].repeatCount += 1
            list[list.count - 1].decision = decision
        } else {
            if list.count == Self.recordsMax { list.removeFirst() }
            list.append(record)
            if new.count == Self.newMax { new.removeFirst() }
            new.append((key, record))
        }
        records[key] = list
    }

    /// The decisions since this was last asked, but for repetitions; each is told once.
    mutating func takeNew() -> [(lease: NamespacedName, record: DecisionRecord)] {
        guard !new.isEmpty else { return [] }
        defer { new = [] }
        return new
    }

    /// Forgets the decisions about the lease `key`.
    mutating func forget(_ key: NamespacedName) {
        records[key] = nil
    }
}
