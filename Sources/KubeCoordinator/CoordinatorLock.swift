import KubeAPI
import KubeJSON
import KubeTime

/// The coordinator's part in the election for its own lease: client-go's plain elector.
///
/// It believes nobody's clock but its own: a lease of somebody else is free when it did not change
/// for its duration while this elector looked on.
struct CoordinatorLock {
    /// The lease that coordinators compete for.
    static let leaseKey = NamespacedName(
        namespace: "kube-system", name: "leader-election-controller")

    /// How much longer than the retry period a campaigner may pause, as a multiple of it.
    private static let jitterFactor = 1.2

    private let configuration: CoordinatorConfiguration
    private let retryPeriod: Duration
    private var phase = Phase.campaigning(nextTry: Timestamp(microseconds: .min))
    private var observation: Observation?

    private enum Phase {
        /// Tries to get the lease. Goes to `leading`.
        case campaigning(nextTry: Timestamp)
        /// Holds the lease and renews it; `failingSince` is the first of the failed attempts in a
        /// row. Goes to `campaigning` when they fail for too long.
        case leading(nextTry: Timestamp, failingSince: Timestamp?)
        /// Has been stopped, for good.
        case stopped
    }

    /// The lease as it was last read or written.
    private struct Observation {
        var lease: Lease
        /// When it was last seen to change.
        var since: Timestamp

        /// Whether the holder may be relied on at `now`.
        func isValid(at now: Timestamp) -> Bool {
            since + .seconds(Int64(lease.leaseDurationSeconds ?? 0)) > now
        }
    }

    /// A lock that has not been tried for.
    init(_ configuration: CoordinatorConfiguration) {
        self.configuration = configuration
        retryPeriod = max(configuration.retryPeriod, .milliseconds(1))
    }

    /// Whether this coordinator holds the lease.
    var isHeld: Bool {
        if case .leading = phase { true } else { false }
    }

    /// When the lease is next to be tried for or renewed; nil after `stop`.
    var nextDue: Timestamp? {
        switch phase {
        case .campaigning(let nextTry), .leading(let nextTry, _): nextTry
        case .stopped: nil
        }
    }

    /// Makes the attempts that are due at `now`.
    mutating func advance(
        to now: Timestamp, in storage: inout some ElectionStorage, _ random: inout Random
    ) {
        while let nextDue, nextDue <= now {
            switch phase {
            case .campaigning:
                campaign(at: now, in: &storage, &random)
            case .leading(_, let failingSince):
                renew(at: now, failingSince: failingSince, in: &storage)
            case .stopped:
                return
            }
        }
    }

    /// Gives the lease back, if this coordinator holds it, and tries for it no more.
    mutating func stop(at now: Timestamp, in storage: inout some ElectionStorage) {
        if isHeld { release(at: now, in: &storage) }
        phase = .stopped
    }
}

// MARK: - Phases

extension CoordinatorLock {
    private mutating func campaign(
        at now: Timestamp, in storage: inout some ElectionStorage, _ random: inout Random
    ) {
        if tryToHold(at: now, in: &storage) {
            phase = .leading(nextTry: now, failingSince: nil)
        } else {
            let jitter = Double.random(in: 0..<Self.jitterFactor, using: &random)
            phase = .campaigning(nextTry: now + retryPeriod * (1 + jitter))
        }
    }

    private mutating func renew(
        at now: Timestamp, failingSince: Timestamp?, in storage: inout some ElectionStorage
    ) {
        let deadline = (failingSince ?? now) + max(configuration.renewDeadline, retryPeriod)
        if now >= deadline {
            release(at: now, in: &storage)
            observation = nil
            phase = .campaigning(nextTry: now + retryPeriod)
        } else if tryToHold(at: now, in: &storage) {
            phase = .leading(nextTry: now + retryPeriod, failingSince: nil)
        } else {
            phase = .leading(
                nextTry: min(now + retryPeriod, deadline), failingSince: failingSince ?? now)
        }
    }

    /// Gives the lease back, unless it was last seen in other hands.
    private mutating func release(at now: Timestamp, in storage: inout some ElectionStorage) {
        guard isObservedHolder, let lease = try? storage.lease(Self.leaseKey) else { return }
        let record = LockRecord(
            holderIdentity: "", leaseDurationSeconds: 1, takenAt: now,
            leaseTransitions: lease.leaseTransitions ?? 0)
        // When somebody else writes in this moment, the lease runs out by itself.
        _ = try? storage.updateLease(
            Self.leaseKey, resourceVersion: lease.resourceVersion, record.changes,
            at: now)
    }
}

// MARK: - One attempt

extension CoordinatorLock {
    /// Takes or renews the lease; whether it is now ours.
    private mutating func tryToHold(
        at now: Timestamp, in storage: inout some ElectionStorage
    ) -> Bool {
        if isObservedHolder, let observation, observation.isValid(at: now),
            write(renewal(of: observation.lease, at: now), over: observation.lease, now, &storage)
        {
            return true
        }
        do {
            let lease = try storage.lease(Self.leaseKey)
            observe(lease, at: now)
            return take(lease, at: now, in: &storage)
        } catch  where error.code == 404 {
            return create(at: now, in: &storage)
        } catch {
            return false
        }
    }

    private mutating func create(
        at now: Timestamp, in storage: inout some ElectionStorage
    ) -> Bool {
        // A lease that was deleted under its holder goes on as if it had not been.
        var record = LockRecord(
            holderIdentity: configuration.identity, leaseDurationSeconds: leaseDurationSeconds,
            takenAt: now)
        if isObservedHolder, let observation, observation.isValid(at: now) {
            record = renewal(of: observation.lease, at: now)
        }
        var spec = JSONObject()
        record.changes.apply(to: &spec)
        guard let lease = try? storage.createLease(Self.leaseKey, spec: spec, at: now) else {
            return false
        }
        observation = Observation(lease: lease, since: now)
        return true
    }

    private mutating func take(
        _ lease: Lease, at now: Timestamp, in storage: inout some ElectionStorage
    ) -> Bool {
        if isObservedHolder {
            return write(renewal(of: lease, at: now), over: lease, now, &storage)
        }
        if lease.holder != nil, observation?.isValid(at: now) == true { return false }
        let transitions = lease.leaseTransitions ?? 0
        let record = LockRecord(
            holderIdentity: configuration.identity, leaseDurationSeconds: leaseDurationSeconds,
            takenAt: now, leaseTransitions: transitions == .max ? .max : transitions + 1)
        return write(record, over: lease, now, &storage)
    }

    private mutating func write(
        _ record: LockRecord, over lease: Lease, _ now: Timestamp,
        _ storage: inout some ElectionStorage
    ) -> Bool {
        let version = try? storage.updateLease(
            Self.leaseKey, resourceVersion: lease.resourceVersion, record.changes,
            at: now)
        guard let version else { return false }
        observation = Observation(lease: record.written(over: lease, version), since: now)
        return true
    }

    private mutating func observe(_ lease: Lease, at now: Timestamp) {
        let isSame = observation.map { LockRecord($0.lease).isSame(as: LockRecord(lease)) } ?? false
        observation = Observation(lease: lease, since: isSame ? observation?.since ?? now : now)
    }

    private func renewal(of lease: Lease, at now: Timestamp) -> LockRecord {
        var record = LockRecord(lease)
        record.leaseDurationSeconds = leaseDurationSeconds
        record.renewTime = now
        return record
    }

    private var isObservedHolder: Bool {
        observation?.lease.holder?.hasSameBytes(as: configuration.identity) ?? false
    }

    private var leaseDurationSeconds: Int32 {
        Int32(clamping: configuration.leaseDuration.components.seconds)
    }
}
