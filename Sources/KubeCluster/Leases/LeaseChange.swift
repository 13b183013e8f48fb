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
        switch self {
        case .expire:
            let renewTime = min(lease.renewTime ?? now, now - .seconds(2))
            spec["renewTime"] = .microTime(renewTime)
            // Electors wait for as long after they see a change, whatever its renewal time is.
            spec["leaseDurationSeconds"] = 1
        case .release:
            spec["holderIdentity"] = ""
            spec["leaseDurationSeconds"] = 1
            spec["acquireTime"] = .microTime(now)
            spec["renewTime"] = .microTime(now)
            spec["strategy"] = nil
            spec["preferredHolder"] = nil
        case .steal(let holder):
            spec["acquireTime"] = .microTime(now)
            spec["renewTime"] = .microTime(now)
            spec["leaseDurationSeconds"] = .integer(Int64(lease.leaseDurationSeconds ?? 15))
            spec["preferredHolder"] = nil
            if lease.holderIdentity?.hasSameBytes(as: holder) != true {
                let transitions = Int64(lease.leaseTransitions ?? 0) + 1
                spec["leaseTransitions"] = .integer(min(transitions, Int64(Int32.max)))
            }
            spec["holderIdentity"] = .string(holder)
        }
    }
}
