import KubeAPI
import KubeJSON
import KubeTime

/// What a plain elector reads from its lease and writes into it.
///
/// It does not know `strategy` and `preferredHolder`, and so erases them with every write.
struct LockRecord {
    var holderIdentity: String
    var leaseDurationSeconds: Int32
    var acquireTime: Timestamp
    var renewTime: Timestamp
    var leaseTransitions: Int32

    /// The record of `holderIdentity`, who takes the lease at `now`.
    init(
        holderIdentity: String, leaseDurationSeconds: Int32, takenAt now: Timestamp,
        leaseTransitions: Int32 = 0
    ) {
        self.holderIdentity = holderIdentity
        self.leaseDurationSeconds = leaseDurationSeconds
        acquireTime = now
        renewTime = now
        self.leaseTransitions = leaseTransitions
    }

    /// The record in `lease`.
    init(_ lease: Lease) {
        holderIdentity = lease.holderIdentity ?? ""
        leaseDurationSeconds = lease.leaseDurationSeconds ?? 0
        acquireTime = lease.acquireTime ?? TimeFormat.zeroInstant
        renewTime = lease.renewTime ?? TimeFormat.zeroInstant
        leaseTransitions = lease.leaseTransitions ?? 0
    }

    /// Whether an observer takes both for the same; it looks at whole seconds only.
    func isSame(as other: LockRecord) -> Bool {
        holderIdentity.hasSameBytes(as: other.holderIdentity)
            && leaseDurationSeconds == other.leaseDurationSeconds
            && acquireTime.seconds == other.acquireTime.seconds
            && renewTime.seconds == other.renewTime.seconds
            && leaseTransitions == other.leaseTransitions
    }

    /// What becomes of `lease` when this record is written into it as `resourceVersion`.
    func written(over lease: Lease, _ resourceVersion: String) -> Lease {
        var lease = lease
        lease.resourceVersion = resourceVersion
        lease.holderIdentity = holderIdentity
        lease.leaseDurationSeconds = leaseDurationSeconds
        lease.acquireTime = acquireTime
        lease.renewTime = renewTime
        lease.leaseTransitions = leaseTransitions
        lease.strategy = nil
        lease.preferredHolder = nil
        return lease
    }

    /// What makes the `spec` of a lease this record, and nothing else.
    var changes: SpecChanges {
        var changes = SpecChanges()
        changes.set("holderIdentity", to: .string(holderIdentity))
        changes.set("leaseDurationSeconds", to: .integer(Int64(leaseDurationSeconds)))
        changes.set("acquireTime", to: .microTime(acquireTime))
        changes.set("renewTime", to: .microTime(renewTime))
        changes.set("leaseTransitions", to: .integer(Int64(leaseTransitions)))
        changes.remove("strategy")
        changes.remove("preferredHolder")
        return changes
    }
}
