import KubeAPI
public import KubeTime

/// One component's part in an election, as client-go's `LeaderElector` plays it.
///
/// The elector does nothing by itself. Whoever runs it advances it when time has passed, carries
/// its requests, and feeds back what comes of them:
///
/// ```swift
/// var elector = try LeaderElector(configuration, seed: 7)
/// while let due = elector.nextDue {
///     perform(elector.advance(to: now()))
///     …
///     perform(elector.receive(.answer(status: 200, body: body), for: request.id, at: now()))
/// }
/// ```
///
/// It trusts no clock but the one it is advanced by: a lease of somebody else is free once it has
/// not changed for its duration while this elector looked on. With the plain protocol it takes such
/// a lease; with the coordinated one it only accepts and renews what the server's coordinator gave
/// it, and makes room when the coordinator prefers somebody else.
///
/// It is more careful than client-go in two places, where client-go lets two lead at a time: it
/// says ``Notification/stoppedLeading`` *before* it gives the lease back, and it gives back only a
/// lease that still names it.
public struct LeaderElector: Sendable {
    let configuration: Configuration
    let path: ResourcePath
    var phase = Phase.acquiring(nextTry: Timestamp(microseconds: .min))
    var attempt: Attempt?
    var observation: Observation?
    /// The lease as last read or written; writes are made over it.
    var document: LeaseDocument?
    var requests = RequestCounter()
    private var lastRead: ElectionRecord?
    private var reportedHolder = ""
    private var isStopping = false
    private var random: Random

    /// Where the elector is in its life.
    enum Phase {
        /// Tries to get the lease. Goes to `leading`, or to `stopped`.
        case acquiring(nextTry: Timestamp)
        /// Holds the lease. A round of tries to renew it begins at `nextTry` when there is no
        /// `deadline`, and must succeed until `deadline`. Goes to `releasing` or `stopped`.
        case leading(nextTry: Timestamp, deadline: Timestamp?)
        /// Gives the lease back. Goes to `stopped`.
        case releasing(deadline: Timestamp)
        /// Has nothing more to do.
        case stopped
    }

    /// A try under way.
    struct Attempt {
        /// When the try began: what it writes is dated so.
        let start: Timestamp
        let step: Step
        /// Whether the try is to give the lease back.
        let isRelease: Bool
        let request: UInt64
        /// When the request counts as failed.
        let timeout: Timestamp

        enum Step {
            /// Renews without reading first, which only a plain leader does.
            case renewingBlindly
            case reading
            case writing(ElectionRecord)
        }
    }

    /// What the elector believes about the lease.
    struct Observation {
        var record: ElectionRecord
        /// When the record was last seen to change.
        var since: Timestamp
    }

    /// An elector whose first try is due at once.
    ///
    /// Chance, which follows from `seed`, spreads the tries of many electors. Throws what client-go's
    /// constructor says to a wrong configuration.
    public init(_ configuration: Configuration, seed: UInt64) throws(ConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
        random = Random(seed: seed)
        path = ResourcePath(
            version: "v1", namespace: configuration.namespace, resource: "leases",
            name: configuration.leaseName)
    }
}

// MARK: - Inputs

extension LeaderElector {
    /// When the elector next has something to do; nil when it has stopped for good.
    public var nextDue: Timestamp? {
        switch phase {
        case .acquiring(let nextTry): attempt?.timeout ?? nextTry
        case .leading(let nextTry, let deadline):
            min(attempt?.timeout ?? nextTry, deadline ?? Timestamp(microseconds: .max))
        case .releasing(let deadline): min(attempt?.timeout ?? deadline, deadline)
        case .stopped: nil
        }
    }

    /// Does what is due at `now`.
    public mutating func advance(to now: Timestamp) -> [Action] {
        if let deadline, deadline <= now { return giveUp(at: now) }
        if let attempt {
            return attempt.timeout <= now ? receive(.end, for: attempt.request, at: now) : []
        }
        switch phase {
        case .acquiring(let nextTry) where nextTry <= now:
            return beginAttempt(at: now)
        case .leading(let nextTry, let deadline) where nextTry <= now:
            phase = .leading(
                nextTry: nextTry, deadline: deadline ?? now + configuration.renewDeadline)
            return beginAttempt(at: now)
        case .acquiring, .leading, .releasing, .stopped: return []
        }
    }

    /// Takes note of what came of the request `id`; late answers are ignored.
    public mutating func receive(
        _ event: ClientEvent, for id: UInt64, at now: Timestamp
    ) -> [Action] {
        guard let attempt, attempt.request == id else { return [] }
        switch event {
        case .part: return []
        case .end: return proceed(with: attempt, nil, at: now)
        case .answer(let status, let body):
            return proceed(with: attempt, (status, body), at: now)
        }
    }

    /// Stops competing; the elector is done once ``nextDue`` is nil.
    ///
    /// A leader stops leading at once. A write under way is waited for, because it may have made
    /// this elector the holder.
    public mutating func stop(at now: Timestamp) -> [Action] {
        guard !isStopping else { return [] }
        isStopping = true
        switch phase {
        case .leading: return leave(at: now)
        case .acquiring:
            if let attempt, attempt.isWriting { return [] }
            return leave(at: now)
        case .releasing, .stopped: return []
        }
    }

    private var deadline: Timestamp? {
        switch phase {
        case .leading(_, let deadline): deadline
        case .releasing(let deadline): deadline
        case .acquiring, .stopped: nil
        }
    }
}

// MARK: - What can be asked

extension LeaderElector {
    /// Whether this elector leads: it held the lease and has not given it up since.
    public var isLeading: Bool {
        if case .leading = phase { true } else { false }
    }

    /// Whether what comes of the request `id` still matters; if not, its connection can be closed.
    public func isAwaiting(_ id: ClientRequest.ID) -> Bool { attempt?.request == id }

    /// Who was last seen to hold the lease; empty for nobody.
    public var observedHolder: String {
        observation?.record.holderIdentity ?? ""
    }

    /// What is wrong with this elector, for a health check; nil when nothing is.
    ///
    /// Wrong is a holder whose lease has not been renewed for its duration and `tolerance`.
    public func healthProblem(at now: Timestamp, tolerance: Duration) -> String? {
        guard isObservedHolder, let observation,
            now - observation.since > configuration.leaseDuration + tolerance
        else { return nil }
        return "failed election to renew leadership on lease \(configuration.leaseName)"
    }

    var isReleasing: Bool {
        if case .releasing = phase { true } else { false }
    }

    var isObservedHolder: Bool {
        observedHolder.utf8.elementsEqual(configuration.identity.utf8)
    }

    /// Whether the observed lease lasts beyond `now` by this elector's own clock.
    func isObservationValid(at now: Timestamp) -> Bool {
        guard let observation else { return false }
        return observation.since + .seconds(Int64(observation.record.leaseDurationSeconds)) > now
    }
}

// MARK: - The course of an attempt

extension LeaderElector {
    /// Remembers a lease that was read.
    mutating func observe(_ document: LeaseDocument, at now: Timestamp) {
        self.document = document
        let record = document.record
        // Compared with the last *read* lease: after writes of its own a leader that falls back to
        // reading takes the lease for changed, as client-go does.
        guard lastRead.map({ $0.isSame(as: record) }) != true else { return }
        lastRead = record
        observation = Observation(record: record, since: now)
    }

    /// Ends an attempt that succeeded or failed.
    mutating func finishAttempt(_ succeeded: Bool, at now: Timestamp) -> [Action] {
        let start = attempt?.start ?? now
        attempt = nil
        let news = holderNews()
        switch phase {
        case .acquiring where succeeded:
            phase = .leading(nextTry: now, deadline: nil)
            let begins: [Action] =
                [.notify(.recorded("\(configuration.identity) became leader"))] + news
                + [.notify(.startedLeading)]
            return isStopping ? begins + leave(at: now) : begins
        case .acquiring:
            let jitter = Double.random(in: 0..<Configuration.jitterFactor, using: &random)
            phase = .acquiring(nextTry: now + configuration.retryPeriod * (1 + jitter))
            return isStopping ? news + leave(at: now) : news
        case .leading where succeeded:
            phase = .leading(nextTry: now + configuration.retryPeriod, deadline: nil)
            return news + [.notify(.renewed)]
        case .leading(_, let deadline):
            phase = .leading(
                nextTry: max(now, start + configuration.retryPeriod), deadline: deadline)
            return news
        case .releasing:
            phase = .stopped
            return news
        case .stopped: return news
        }
    }

    private mutating func holderNews() -> [Action] {
        guard !observedHolder.utf8.elementsEqual(reportedHolder.utf8) else { return [] }
        reportedHolder = observedHolder
        return [.notify(.newLeader(observedHolder))]
    }

    /// Ends a phase whose time is over.
    private mutating func giveUp(at now: Timestamp) -> [Action] {
        guard case .releasing = phase else { return leave(at: now) }
        attempt = nil
        phase = .stopped
        return []
    }

    /// Stops leading or acquiring, and gives the lease back where that is wanted.
    private mutating func leave(at now: Timestamp) -> [Action] {
        var actions: [Action] = []
        if isLeading {
            actions.append(.notify(.recorded("\(configuration.identity) stopped leading")))
        }
        actions.append(.notify(.stoppedLeading))
        guard isLeading, configuration.releasesOnStop, isObservedHolder else {
            attempt = nil
            phase = .stopped
            return actions
        }
        phase = .releasing(deadline: now + configuration.renewDeadline)
        // A write of this elector that overtook the release would make it fail.
        if let attempt, attempt.isWriting { return actions }
        return actions + beginAttempt(at: now)
    }
}

extension LeaderElector.Attempt {
    /// Whether a write is under way.
    var isWriting: Bool {
        if case .reading = step { false } else { true }
    }
}
