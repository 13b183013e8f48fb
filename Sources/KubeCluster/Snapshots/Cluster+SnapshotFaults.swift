import KubeAPI
import KubeTime

/// What goes wrong in a cluster, out and in.
extension Cluster {
    /// The rules with what they have done, and the partitions.
    var snapshotFaults: SnapshotFaults {
        var snapshot = SnapshotFaults()
        snapshot.rules = faults.entries.map { SnapshotRule($0, hasEnded: hasEnded($0)) }
        snapshot.partitions = partitions
        return snapshot
    }

    /// Puts what goes wrong in a snapshot in the place of all rules and partitions.
    ///
    /// What is random in the rules begins anew from the seed. Throws 400 for rules that make no sense
    /// here; nothing has changed then.
    mutating func replaceFaults(
        by snapshot: SnapshotFaults, at wall: Timestamp
    ) throws(StatusError) {
        for rule in snapshot.rules.map(\.rule) {
            // The rules that it names may be gone already.
            try rule.given?.part.check(in: self)
            try rule.endCondition?.part.check(in: self)
        }
        let now = clock.now(at: wall)
        let book = try FaultBook(
            snapshot.rules, random: Random(seed: seed ^ Self.faultsNumber), after: faults, at: now)
        removeFaults()
        healAll()
        faults = book
        for entry in book.entries {
            if tells { tellMade(entry, replacing: [], at: now) }
            try expectEnd(of: entry, at: wall)
        }
        partitions = snapshot.partitions
        if tells { tellPartitions() }
    }
}
