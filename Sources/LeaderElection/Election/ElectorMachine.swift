import KubeAPI
package import KubeElector
package import KubeTime

/// An elector and the lease that it keeps, without I/O.
///
/// Whoever runs it advances it when time has passed, carries out its calls, and feeds back what comes
/// of them. So a whole election is a function of its inputs, which a test can play at any speed.
package struct ElectorMachine: Sendable {
    private let configuration: LeaderElector.Configuration
    private var elector: Elector
    /// The lease as last read or written, and when; writes are made over it.
    private var seen: (lease: LeaseDocument, at: Timestamp)?
    private var random: Random

    /// What the machine wants done.
    package enum Output: Hashable, Sendable {
        /// Make this call, and feed back what comes of it.
        case call(LeaseCall)
        /// Tell those who are concerned.
        case notify(Elector.Notification)
    }

    /// A machine whose first try is due at once.
    ///
    /// Chance, which follows from `seed`, spreads the tries of many. Throws what client-go's constructor says to a wrong configuration.
    package init(
        _ configuration: LeaderElector.Configuration, seed: UInt64
    ) throws(LeaderElector.ConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
        elector = Elector(configuration.elector)
        random = Random(seed: seed)
    }
}

// MARK: - Inputs

extension ElectorMachine {
    /// When the machine next has something to do; nil when it has stopped for good, or waits for the
    /// end of the work.
    package var nextDue: Timestamp? { elector.nextDue }

    /// How far the wall clock is ahead of the clock that the machine goes by.
    package var wallClockLead: Duration {
        get { elector.wallClockLead }
        set { elector.wallClockLead = newValue }
    }

    /// Whether there is work that only a leader may do: the lease is not given back before its end.
    package var hasWork: Bool {
        get { elector.hasWork }
        set { elector.hasWork = newValue }
    }

    /// Does what is due at `now`.
    package mutating func advance(to now: Timestamp) -> [Output] {
        elector.advance(to: now, &random).compactMap(output)
    }

    /// Takes note of what came of the call `id`; late answers are ignored.
    package mutating func receive(
        _ answer: LeaseAnswer, for id: UInt64, at now: Timestamp
    ) -> [Output] {
        guard isAwaiting(id) else { return [] }
        return elector.receive(note(answer, at: now), for: id, at: now, &random)
            .compactMap(output)
    }

    /// Stops competing; the machine is done once `isDone` says so.
    package mutating func stop(at now: Timestamp) -> [Output] {
        elector.stop(at: now).compactMap(output)
    }

    /// Takes note that the work has ended.
    package mutating func endWork(at now: Timestamp) -> [Output] {
        elector.endWork(at: now).compactMap(output)
    }

    /// Begins anew, once it is done.
    package mutating func competeAgain(at now: Timestamp) {
        elector.competeAgain(at: now)
    }

    private mutating func note(_ answer: LeaseAnswer, at now: Timestamp) -> Elector.Answer {
        switch answer {
        case .lease(let lease):
            guard !isOutdated(lease, at: now) else { return .failed }
            seen = (lease, now)
            return .lease(lease.spec)
        case .error(let error): return error.kind == .notFound ? .missing : .failed
        }
    }

    /// Whether the server shows an older state than it did before, as one may that answers from a cache
    /// that lags behind.
    ///
    /// Only what was seen within the last lease counts: a server that was set back
    /// to an older state has such numbers too, and stays there.
    private func isOutdated(_ lease: LeaseDocument, at now: Timestamp) -> Bool {
        guard let seen, now - seen.at < configuration.leaseDuration,
            let version = UInt64(lease.resourceVersion),
            let seenVersion = UInt64(seen.lease.resourceVersion)
        else { return false }
        return version < seenVersion
    }
}

// MARK: - What can be asked

extension ElectorMachine {
    /// Whether it leads: it held the lease and has not given it up since.
    package var isLeading: Bool { elector.isLeading }

    /// When it stops leading unless it renews before; nil when it does not lead.
    package var leadsUntil: Timestamp? { elector.leadsUntil }

    /// Whether it has stopped for good.
    package var isDone: Bool { elector.isDone }

    /// Why it stopped; nil as long as it has not.
    package var ending: Elector.Ending? { elector.ending }

    /// Whether what comes of the call `id` still matters; if not, it can be given up.
    package func isAwaiting(_ id: UInt64) -> Bool { elector.isAwaiting(id) }

    /// Who was last seen to hold the lease; empty for nobody.
    package var observedHolder: String { elector.observedHolder }

    /// How often the lease has changed hands, as far as that was seen.
    var observedTransitions: Int { Int(elector.observedLease?.leaseTransitions ?? 0) }

    /// When the holder took the lease, by its own account.
    var observedAcquireTime: Timestamp? { elector.observedLease?.acquireTime?.ifWritten }

    /// What is wrong, for a health check; nil when nothing is.
    package func healthProblem(at now: Timestamp, tolerance: Duration) -> String? {
        guard elector.isOverdue(at: now, tolerance: tolerance) else { return nil }
        return "failed election to renew leadership on lease \(configuration.leaseName)"
    }
}

// MARK: - Outputs

extension ElectorMachine {
    private func output(_ action: Elector.Action) -> Output? {
        switch action {
        case .notify(let notification): .notify(notification)
        case .send(let request):
            operation(request.operation).map {
                .call(LeaseCall(id: request.id, operation: $0))
            }
        }
    }

    private func operation(_ operation: Elector.Request.Operation) -> LeaseCall.Operation? {
        switch operation {
        case .read: .read
        case .create(let spec):
            LeaseDocument(
                namespace: configuration.namespace, name: configuration.leaseName,
                labels: configuration.labels, spec
            ).map { .create($0) }
        case .update(let spec):
            seen?.lease.replacing(spec, labels: configuration.labels).map { .update($0) }
        }
    }
}
