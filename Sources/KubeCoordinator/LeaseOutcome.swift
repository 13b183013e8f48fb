import KubeAPI
import KubeJSON
import KubeTime

/// What an election writes into its lease.
struct LeaseOutcome {
    let strategy: String
    /// Who should hold the lease; nil when a third party is to pick the holder.
    let electee: String?
    let now: Timestamp

    /// How long a lease lasts that the coordinator gives to somebody.
    static let leaseDurationSeconds: Int32 = 5

    /// The `spec` of a lease that does not exist yet.
    var newSpec: LeaseSpec {
        LeaseSpec(
            holderIdentity: electee, leaseDurationSeconds: Self.leaseDurationSeconds,
            renewTime: now, strategy: strategy)
    }

    /// What has to change in an existing lease.
    ///
    /// A live holder is only asked to make room. An expired lease that the electee holds is left
    /// for the electee to renew, as upstream does.
    func changes(to lease: Lease) -> SpecChanges {
        var changes = SpecChanges()
        if lease.strategy.map({ $0.hasSameBytes(as: strategy) }) != true {
            changes.set("strategy", to: .string(strategy))
        }
        guard let electee, lease.holder.map({ $0.hasSameBytes(as: electee) }) != true else {
            return changes
        }
        if lease.holder == nil || lease.isExpired(at: now) {
            changes.set("holderIdentity", to: .string(electee))
            changes.set("leaseDurationSeconds", to: .integer(Int64(Self.leaseDurationSeconds)))
            changes.remove("acquireTime")
            changes.set("renewTime", to: .microTime(now))
            changes.remove("preferredHolder")
        } else if lease.preferredHolder.map({ $0.hasSameBytes(as: electee) }) != true {
            changes.set("preferredHolder", to: .string(electee))
        }
        return changes
    }
}
