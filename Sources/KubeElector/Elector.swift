import KubeAPI
package import KubeTime

/// One competitor for a lease, as client-go's `LeaderElector` plays it.
///
/// A machine without I/O: whoever runs it advances it when time has passed, carries out its requests,
/// and feeds back what comes of them, at once or later. With the plain protocol it takes a lease that
/// has not changed for its duration while it looked on; with the coordinated one it only accepts and
/// renews what a coordinator gave it, and makes room when that prefers somebody else.
///
/// It is more careful than client-go in two places, where client-go lets two lead at a time: it
/// says `stoppedLeading` *before* it gives the lease back, and it gives back only a lease that still
/// names it.
package struct Elector: Sendable {
    let configuration: Configuration
    var phase: Phase
    var attempt: Attempt?
    var observation = LeaseObservation()
    var requestCount: UInt64 = 0
    private var reportedHolder = ""
    private var isStopping = false

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

    /// An elector that first tries to get the lease at `firstTry`.
    package init(
        _ configuration: Configuration, firstTry: Timestamp = Timestamp(microseconds: .min)
    ) {
        self.configuration = configuration
        phase = .acquiring(nextTry: firstTry)
    }
}

// MARK: - Inputs

extension Elector {
    /// When the elector next has something to do; nil when it has stopped for good.
    package var nextDue: Timestamp? {
        switch phase {
        case .acquiring(let nextTry): attempt?.timeout ?? nextTry
        case .leading(let nextTry, let deadline):
            min(attempt?.timeout ?? nextTry, deadline ?? Timestamp(microseconds: .max))
        case .releasing(let deadline): min(attempt?.timeout ?? deadline, deadline)
        case .stopped: nil
        }
    }

    /// Does what is due at `now`; chance spreads the tries of many electors.
    package mutating func advance(to now: Timestamp, _ random: inout Random) -> [Action] {
        if let deadline, deadline <= now { return giveUp(at: now) }
        if let attempt {
            guard attempt.timeout <= now else { return [] }
            return receive(.failed, for: attempt.request, at: now, &random)
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
    package mutating func receive(
        _ answer: Answer, for id: Request.ID, at now: Timestamp, _ random: inout Random
    ) -> [Action] {
        guard let attempt, attempt.request == id else { return [] }
        switch proceed(with: attempt, answer, at: now) {
        case .request(let action): return [action]
        case .end(let succeeded): return finishAttempt(succeeded, at: now, &random)
        }
    }

    /// Stops competing; the elector is done once `nextDue` is nil.
    ///
    /// A leader stops leading at once. A write under way is waited for, because it may have made
    /// this elector the holder.
    package mutating func stop(at now: Timestamp) -> [Action] {
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

extension Elector {
    /// Whether this elector leads: it held the lease and has not given it up since.
    package var isLeading: Bool {
        if case .leading = phase { true } else { false }
    }

    /// Whether what comes of the request `id` still matters.
    package func isAwaiting(_ id: Request.ID) -> Bool { attempt?.request == id }

    /// Who was last seen to hold the lease; empty for nobody.
    package var observedHolder: String {
        observation.lease?.holderIdentity ?? ""
    }

    /// Whether this elector holds a lease that it has not renewed for its duration and `tolerance`.
    package func isOverdue(at now: Timestamp, tolerance: Duration) -> Bool {
        isObservedHolder && now - observation.since > configuration.leaseDuration + tolerance
    }

    var isReleasing: Bool {
        if case .releasing = phase { true } else { false }
    }

    var isObservedHolder: Bool {
        observation.isHeld(by: configuration.identity)
    }
}

// MARK: - The course of an attempt

extension Elector {
    /// Ends an attempt that succeeded or failed.
    private mutating func finishAttempt(
        _ succeeded: Bool, at now: Timestamp, _ random: inout Random
    ) -> [Action] {
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
        guard isReleasing else { return leave(at: now) }
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
