import KubeAPI
import KubeJSON
import KubeTime

/// What an elector reads from a lease, and writes into it.
struct ElectionRecord: Hashable, Sendable {
    var holderIdentity = ""
    var leaseDurationSeconds: Int32 = 0
    var acquireTime = TimeFormat.zeroInstant
    var renewTime = TimeFormat.zeroInstant
    var leaseTransitions: Int32 = 0
    var strategy = ""
    var preferredHolder = ""

    /// The record of a lease that nobody holds.
    init() {}

    /// The record in `lease`; what is absent reads as empty.
    init(_ lease: Lease) {
        holderIdentity = lease.holderIdentity ?? ""
        leaseDurationSeconds = lease.leaseDurationSeconds ?? 0
        acquireTime = lease.acquireTime ?? TimeFormat.zeroInstant
        renewTime = lease.renewTime ?? TimeFormat.zeroInstant
        leaseTransitions = lease.leaseTransitions ?? 0
        strategy = lease.strategy ?? ""
        preferredHolder = lease.preferredHolder ?? ""
    }

    /// Whether an observer takes both for the same; it looks at whole seconds only.
    func isSame(as other: ElectionRecord) -> Bool {
        inWholeSeconds == other.inWholeSeconds
    }

    /// The `spec` of a lease that says this and nothing else.
    var spec: JSONObject {
        var spec = JSONObject([
            ("holderIdentity", .string(holderIdentity)),
            ("leaseDurationSeconds", .integer(Int64(leaseDurationSeconds))),
            ("acquireTime", .microTime(acquireTime)),
            ("renewTime", .microTime(renewTime)),
            ("leaseTransitions", .integer(Int64(leaseTransitions))),
        ])
        if !strategy.isEmpty { spec.append("strategy", .string(strategy)) }
        if !preferredHolder.isEmpty { spec.append("preferredHolder", .string(preferredHolder)) }
        return spec
    }

    private var inWholeSeconds: ElectionRecord {
        var record = self
        record.acquireTime = Timestamp(seconds: acquireTime.seconds)
        record.renewTime = Timestamp(seconds: renewTime.seconds)
        return record
    }
}
