import KubeAPI
import KubeTime

/// Looks at leases whenever something about them changes, and every few seconds while they have
/// candidates, and carries out what their elections decide.
///
/// A look that could only decide the same again is left out, but it keeps its place in the row: the
/// next look comes when upstream's would.
struct ElectionController {
    /// After how long a lease with candidates is looked at again.
    static let recheckDelay = Duration.seconds(5)

    /// After how long everything is looked at again, whether or not it changed.
    static let resyncPeriod = Duration.seconds(10 * 60)

    let rules: ElectionRules
    private var queue = WorkQueue<NamespacedName>()
    /// The leases whose next look must not be left out.
    private var reserved: Set<NamespacedName> = []
    private var nextResync: Timestamp?
    private(set) var history = DecisionHistory()

    /// A controller that has not begun to work.
    init(rules: ElectionRules) {
        self.rules = rules
    }

    /// Begins to work, with everything there is in `cache`.
    mutating func start(at now: Timestamp, with cache: ElectionCache) {
        resync(at: now, with: cache)
    }

    /// Ceases to work; all that has to be remembered is in the objects.
    mutating func stop() {
        queue.removeAll()
        reserved = []
        nextResync = nil
    }

    /// Has every lease be looked at as much later as the clock was set forward.
    mutating func shift(by difference: Duration) {
        queue.shift(by: difference)
        nextResync = nextResync.map { $0 + difference }
    }

    /// Has the lease `key` looked at.
    mutating func enqueue(_ key: NamespacedName) {
        guard nextResync != nil else { return }
        queue.add(key)
    }

    /// Has the lease `key` looked at when upstream's next look would be, if there would be one.
    mutating func reservePlace(of key: NamespacedName) {
        if queue.dueTime(of: key) != nil { reserved.insert(key) }
    }

    /// Looks at every lease that is due at `now`.
    mutating func advance(
        to now: Timestamp, _ cache: ElectionCache, in storage: inout some ElectionStorage
    ) {
        for key in reserved {
            guard let due = queue.dueTime(of: key) else { continue }
            queue.add(key, at: Self.firstRecheck(inRowWith: due, past: now))
        }
        reserved.removeAll(keepingCapacity: true)
        if let nextResync, nextResync <= now { resync(at: now, with: cache) }
        while let key = queue.next(at: now) {
            let result = reconcile(key, at: now, cache, in: &storage)
            scheduleRecheck(of: key, after: result, at: now)
        }
    }

    /// What was decided since this was last asked.
    mutating func takeDecisions() -> [(lease: NamespacedName, record: DecisionRecord)] {
        history.takeNew()
    }

    /// When there will next be a lease to look at; nil while the controller is stopped.
    var nextDue: Timestamp? {
        nextResync.map { min($0, queue.nextDue ?? $0) }
    }

    /// Looks at one lease: one step of its election.
    mutating func reconcile(
        _ key: NamespacedName, at now: Timestamp, _ cache: ElectionCache,
        in storage: inout some ElectionStorage
    ) -> Reconciliation {
        let contenders = cache.contenders(for: key)
        let lease = cache.lease(key)
        let election = Election(lease: lease, contenders: contenders, rules: rules, at: now)
        let decision = election.decide()
        let (effect, version, delay) = perform(decision, on: key, cache, in: &storage)
        if contenders.isEmpty, lease == nil {
            history.forget(key)
        } else if !contenders.isEmpty || history.knows(key) {
            history.record(decision, effect, committing: version, for: key)
        }
        return Reconciliation(decision: decision, effect: effect, delay: delay)
    }

    private mutating func scheduleRecheck(
        of key: NamespacedName, after result: Reconciliation, at now: Timestamp
    ) {
        // A row goes on after a look that asks for none: upstream's next one is scheduled already.
        guard let inRow = queue.dueTime(of: key) ?? result.delay.map({ now + $0 }) else { return }
        queue.add(
            key, at: Self.firstRecheck(inRowWith: inRow, past: result.decision.standsUntil))
    }

    /// The earliest instant after `instant` that is whole recheck delays away from `recheck`.
    static func firstRecheck(inRowWith recheck: Timestamp, past instant: Timestamp) -> Timestamp {
        let period = recheckDelay.microseconds
        let (distance, overflow) = instant.microseconds
            .subtractingReportingOverflow(recheck.microseconds)
        guard !overflow else { return recheck }
        let rest = distance % period
        return instant + .microseconds(rest < 0 ? -rest : period - rest)
    }

    private mutating func resync(at now: Timestamp, with cache: ElectionCache) {
        for key in cache.allKeys { queue.add(key) }
        nextResync = now + Self.resyncPeriod
    }
}

// MARK: - Carrying out decisions

extension ElectionController {
    /// Upstream never retries an error without a delay; the next change or resync does.
    private func perform(
        _ decision: ElectionDecision, on key: NamespacedName, _ cache: ElectionCache,
        in storage: inout some ElectionStorage
    ) -> (ElectionEffect, version: String?, delay: Duration?) {
        switch decision.verdict {
        case .unmanaged:
            return (.none, nil, nil)
        case .unneeded:
            return (.none, nil, Self.recheckDelay)
        case .undecidable(let conflict):
            return (.failed(.strategyConflict(conflict)), nil, Self.recheckDelay)
        case .poll(let pings, _):
            let effect = ping(pings, for: key, at: decision.time, cache, in: &storage)
            return (effect, nil, Self.recheckDelay)
        case .noAvailableCandidates:
            return (.failed(.noAvailableCandidates), nil, nil)
        case .conflict(let conflict):
            return (.failed(.strategyConflict(conflict)), nil, nil)
        case .noElectee:
            return (.failed(.noElectee), nil, nil)
        case .elect(let strategy, let electee):
            let outcome = LeaseOutcome(strategy: strategy, electee: electee, now: decision.time)
            do {
                let (effect, version) = try write(
                    outcome, to: key, at: decision.time, in: &storage)
                return (effect, version, Self.recheckDelay)
            } catch {
                return (.failed(.storage(error)), nil, nil)
            }
        }
    }

    /// Pings `names`, up to the first failure.
    private func ping(
        _ names: [String], for key: NamespacedName, at now: Timestamp, _ cache: ElectionCache,
        in storage: inout some ElectionStorage
    ) -> ElectionEffect {
        var changes = SpecChanges()
        changes.set("pingTime", to: .microTime(now))
        for name in names {
            let candidateKey = NamespacedName(namespace: key.namespace, name: name)
            guard let candidate = cache.candidate(candidateKey) else { continue }
            do {
                try storage.updateLeaseCandidate(
                    candidateKey, resourceVersion: candidate.resourceVersion, changes,
                    at: now)
            } catch {
                return .failed(.storage(error))
            }
        }
        return names.isEmpty ? .none : .pinged
    }

    /// Creates the lease, or changes it when somebody was faster or it was there before.
    private func write(
        _ outcome: LeaseOutcome, to key: NamespacedName, at now: Timestamp,
        in storage: inout some ElectionStorage
    ) throws(StatusError) -> (ElectionEffect, version: String?) {
        do {
            let lease = try storage.createLease(key, spec: outcome.newSpec, at: now)
            return (.leaseCreated, lease.resourceVersion)
        } catch  where error.reason == "AlreadyExists" {
            let lease = try storage.lease(key)
            let changes = outcome.changes(to: lease)
            if changes.isEmpty { return (.none, nil) }
            let version = try storage.updateLease(
                key, resourceVersion: lease.resourceVersion, changes, at: now)
            return (.leaseUpdated(changes), version)
        }
    }
}
