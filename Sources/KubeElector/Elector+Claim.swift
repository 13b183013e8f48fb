import KubeAPI
import KubeTime

// What an elector writes into the lease.
extension Elector {
    /// What to write over `live`, which has just been read; nil for nothing.
    func spec(
        over live: LeaseSpec, startedAt start: Timestamp, at now: Timestamp
    ) -> LeaseSpec? {
        if isReleasing { return release(of: live, at: now) }
        return configuration.isCoordinated
            ? coordinatedRenewal(of: live, at: start) : plainClaim(over: live, at: start)
    }

    /// What to create when there is no lease; nil for nothing.
    func specOfMissing(at start: Timestamp) -> LeaseSpec? {
        guard !isReleasing, !configuration.isCoordinated else { return nil }
        // A lease that was deleted under its leader goes on as if it had not been.
        if isObservedHolder, let lease = observation.lease, observation.isValid(at: start) {
            return renewal(of: lease, at: start)
        }
        // And its leader may not know yet.
        if configuration.isCareful, !observedHolder.isEmpty, observation.isValid(at: start) {
            return nil
        }
        return takeover(transitions: 0, at: start)
    }

    /// The spec with which this elector goes on holding `lease`.
    func renewal(of lease: LeaseSpec, at start: Timestamp) -> LeaseSpec {
        var renewal = takeover(transitions: lease.leaseTransitions ?? 0, at: start)
        renewal.acquireTime = lease.acquireTime ?? TimeFormat.zeroInstant
        if configuration.isCareful, !configuration.isCoordinated {
            renewal.strategy = lease.strategy.flatMap { $0.isEmpty ? nil : $0 }
            renewal.preferredHolder = lease.preferredHolder
        }
        return renewal
    }

    /// What a plain elector writes over `live`; nil when it is somebody else's.
    private func plainClaim(over live: LeaseSpec, at start: Timestamp) -> LeaseSpec? {
        if isObservedHolder { return renewal(of: live, at: start) }
        guard live.holder == nil || !observation.isValid(at: start) else { return nil }
        return takeover(transitions: live.nextTransitions, at: start)
    }

    /// What a coordinated elector writes over `live`; nil when it may not.
    private func coordinatedRenewal(of live: LeaseSpec, at start: Timestamp) -> LeaseSpec? {
        let duration = Duration.seconds(Int64(live.leaseDurationSeconds ?? 0))
        guard isObservedHolder, observation.since + duration >= start,
            (live.preferredHolder ?? "").isEmpty
        else { return nil }
        var renewal = renewal(of: live, at: start)
        renewal.strategy = live.strategy.flatMap { $0.isEmpty ? nil : $0 }
        return renewal
    }

    /// An emptied lease; nil when it is somebody else's by now.
    private func release(of live: LeaseSpec, at now: Timestamp) -> LeaseSpec? {
        guard live.isHeld(by: configuration.identity) else { return nil }
        return LeaseSpec(
            holderIdentity: "", leaseDurationSeconds: 1, acquireTime: date(now),
            renewTime: date(now), leaseTransitions: live.leaseTransitions ?? 0)
    }

    /// The spec with which this elector takes a lease that has then changed hands `transitions`
    /// times.
    private func takeover(transitions: Int32, at start: Timestamp) -> LeaseSpec {
        LeaseSpec(
            holderIdentity: configuration.identity,
            leaseDurationSeconds: configuration.leaseDurationSeconds,
            acquireTime: date(start), renewTime: date(start), leaseTransitions: transitions)
    }

    /// What the wall clock shows when the elector's own clock shows `instant`.
    private func date(_ instant: Timestamp) -> Timestamp { instant + wallClockLead }
}
