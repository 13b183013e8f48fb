import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeTime

/// Something that a test does to a lease in place of its holder.
package enum LeaseChange: Hashable, Sendable {
    /// Let it run out: the last renewal was two seconds ago, and counted for one.
    case expire
    /// Give it back, as a holder does that stops.
    case release
    /// Give it to somebody, as if it had been taken from its holder.
    case steal(by: String)

    /// Makes the change in `spec`, that of `lease`, at `now`.
    func apply(to spec: inout JSONObject, of lease: Lease, at now: Timestamp) {
        for (name, value) in changed(lease.spec, at: now).fields { spec[name] = value }
    }

    private func changed(_ old: LeaseSpec, at now: Timestamp) -> LeaseSpec {
        var new = old
        switch self {
        case .expire:
            new.renewTime = min(old.renewTime ?? now, now - .seconds(2))
            // Electors wait for as long after they see a change, whatever its renewal time is.
            new.leaseDurationSeconds = 1
        case .release:
            new = LeaseSpec(
                holderIdentity: "", leaseDurationSeconds: 1, acquireTime: now, renewTime: now,
                leaseTransitions: old.leaseTransitions)
        case .steal(let holder):
            new.holderIdentity = holder
            new.leaseDurationSeconds = old.leaseDurationSeconds ?? 15
            new.acquireTime = now
            new.renewTime = now
            if old.holderIdentity?.hasSameBytes(as: holder) != true {
                new.leaseTransitions = old.nextTransitions
            }
            new.preferredHolder = nil
        }
        return new
    }
}
