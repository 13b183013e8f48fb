package import KubeAPI
package import KubeTime

/// One competitor for a lease, as client-go's `LeaderElector` plays it.
///
/// A machine without I/O: whoever runs it advances it when time has passed, carries out its requests,
/// and feeds back what comes of them, at once or later. With the plain protocol it takes a lease that
/// has not changed for its duration while it looked on; with the coordinated one it only accepts and
/// renews what a coordinator gave it, and makes room when that prefers somebody else.
///
/// It differs from client-go in two places, where client-go lets two lead at a time: it says
/// `stoppedLeading` *before* it gives the lease back, and it gives back only a lease that still names
/// it.
///
/// A **careful** one, which components are and a kube-apiserver's coordinator is not,
///
/// * stops leading an eighth of the lease before the last renewal that was answered ends, however long
///   it may still try to renew, and does not begin to lead so late;
/// * stops at once when it sees somebody else hold the lease, or be preferred by the coordinator;
/// * tries again to give the lease back, as long as it may;
/// * reads the lease while a write takes long, to see whether it has taken effect;
/// * tries when the lease of somebody else ends, and not only when its pause is over;
/// * takes a lease that was deleted under somebody else only when it would have ended;
/// * keeps what others have written into the lease when it renews.
package struct Elector: Sendable {
    let configuration: Configuration
    var phase: Phase
    var attempt: Attempt?
    var observation = LeaseObservation()
    var requestCount: UInt64 = 0
    /// How far the wall clock, which dates leases, is ahead of the clock that the elector goes by.
    package var wallClockLead = Duration.zero
    /// Whether there is work that only a leader may do: the lease is not given back before its end.
    package var hasWork = false
    /// Why the elector stopped leading, or competing; nil as long as it has not.
    package private(set) var ending: Ending?
    private var reportedHolder = ""
    private var isStopping = false

    /// Where the elector is in its life.
    enum Phase {
        /// Tries to get the lease. Goes to `leading`, or to `stopped`.
        case acquiring(nextTry: Timestamp)
        /// Holds the lease. A round of tries to renew it begins at `nextTry` when there is no
        /// `deadline`, and must succeed until `deadline`, and until `end` in any case. Goes to
        /// `finishing`, `releasing` or `stopped`.
        case leading(nextTry: Timestamp, deadline: Timestamp?, end: Timestamp)
        /// Does not lead any more, and waits for the end of the work. Goes to `releasing`.
        case finishing
        /// Gives the lease back; the last try was the `failures`th to fail. Goes to `stopped`.
        case releasing(nextTry: Timestamp, deadline: Timestamp, failures: Int)
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

    /// Begins anew at `now`, as another elector would; only what was asked before is not taken for what
    /// is asked from now on.
    package mutating func competeAgain(at now: Timestamp) {
        let (requestCount, wallClockLead) = (requestCount, wallClockLead)
        self = Elector(configuration, firstTry: now)
        self.requestCount = requestCount
        self.wallClockLead = wallClockLead
    }
}

// MARK: - Inputs

extension Elector {
    /// When the elector next has something to do; nil when it has stopped for good, or waits for the
    /// end of the work.
    package var nextDue: Timestamp? {
        switch phase {
        case .acquiring(let nextTry), .leading(let nextTry, _, _), .releasing(let nextTry, _, _):
            let due = attempt == nil ? nextTry : attempt?.nextDue
            return [due, deadline].compactMap(\.self).min()
        case .finishing, .stopped: return nil
        }
    }

    /// Does what is due at `now`; chance spreads the tries of many electors.
    package mutating func advance(to now: Timestamp, _ random: inout Random) -> [Action] {
        if let deadline, deadline <= now { return giveUp(at: now) }
        if let attempt {
            if let timeout = attempt.timeout, timeout <= now {
                return receive(.failed, for: attempt.request, at: now, &random)
            }
            return advanceLook(of: attempt, to: now)
        }
        switch phase {
        case .acquiring(let nextTry) where nextTry <= now:
            return beginAttempt(at: now)
        case .leading(let nextTry, let deadline, let end) where nextTry <= now:
            phase = .leading(
                nextTry: nextTry, deadline: deadline ?? now + configuration.renewDeadline, end: end)
            return beginAttempt(at: now)
        case .releasing(let nextTry, _, _) where nextTry <= now:
            return beginAttempt(at: now)
        case .acquiring, .leading, .finishing, .releasing, .stopped: return []
        }
    }

    /// Takes note of what came of the request `id`; late answers are ignored.
    package mutating func receive(
        _ answer: Answer, for id: Request.ID, at now: Timestamp, _ random: inout Random
    ) -> [Action] {
        guard let attempt, isAwaiting(id) else { return [] }
        if case .finishing = phase { return receiveLate(answer, for: id, of: attempt, at: now) }
        // What was answered while the elector slept came too late.
        if isLeading, let deadline, deadline <= now {
            _ = receiveLate(answer, for: id, of: attempt, at: now)
            return giveUp(at: now)
        }
        var continuation: Continuation?
        if case .sent(id, let sentAt, _) = attempt.look {
            continuation = receiveLook(answer, sentAt: sentAt, of: attempt, at: now)
        } else {
            continuation = proceed(with: attempt, answer, at: now)
        }
        switch continuation {
        case .request(let action): return [action]
        case .end(let succeeded): return finishAttempt(succeeded, at: now, &random)
        case .endRelease:
            self.attempt = nil
            phase = .stopped
            return holderNews()
        case .lose(let ending):
            self.attempt = nil
            return holderNews() + leave(ending, at: now)
        case nil: return []
        }
    }

    /// Takes note of what came of an attempt that does not matter any more.
    private mutating func receiveLate(
        _ answer: Answer, for id: Request.ID, of attempt: Attempt, at now: Timestamp
    ) -> [Action] {
        guard attempt.request == id else { return [] }
        self.attempt = nil
        guard attempt.isWriting, case .lease(let written) = answer else { return [] }
        observation.noteWritten(written, at: now)
        return holderNews()
    }

    /// Stops competing; the elector is done once `isDone` says so.
    ///
    /// A leader stops leading at once. A write under way is waited for, because it may have made
    /// this elector the holder.
    package mutating func stop(at now: Timestamp) -> [Action] {
        guard !isStopping else { return [] }
        isStopping = true
        switch phase {
        case .leading: return leave(.stopped, at: now)
        case .acquiring:
            if let attempt, attempt.isWriting { return [] }
            return leave(.stopped, at: now)
        case .finishing, .releasing, .stopped: return []
        }
    }

    /// Takes note that the work has ended, and gives the lease back if it only waited for that.
    package mutating func endWork(at now: Timestamp) -> [Action] {
        hasWork = false
        guard case .finishing = phase else { return [] }
        return beginRelease(at: now)
    }

    private var deadline: Timestamp? {
        switch phase {
        case .leading(_, let deadline, let end): min(deadline ?? end, end)
        case .releasing(_, let deadline, _): deadline
        case .acquiring, .finishing, .stopped: nil
        }
    }
}

// MARK: - What can be asked

extension Elector {
    /// Whether this elector leads: it held the lease and has not given it up since.
    package var isLeading: Bool { leadsUntil != nil }

    /// When this elector stops leading unless it renews before; nil when it does not lead.
    package var leadsUntil: Timestamp? {
        if case .leading(_, _, let end) = phase { end } else { nil }
    }

    /// Whether the elector has stopped for good.
    package var isDone: Bool {
        if case .stopped = phase { true } else { false }
    }

    /// Whether what comes of the request `id` still matters.
    package func isAwaiting(_ id: Request.ID) -> Bool {
        guard let attempt else { return false }
        if case .sent(id, _, _) = attempt.look { return true }
        return attempt.request == id
    }

    /// Who was last seen to hold the lease; empty for nobody.
    package var observedHolder: String {
        observation.lease?.holderIdentity ?? ""
    }

    /// The lease as it was last seen to change, or written.
    package var observedLease: LeaseSpec? { observation.lease }

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
        guard let attempt else { return [] }
        self.attempt = nil
        let news = holderNews()
        let end = end(of: attempt)
        switch phase {
        case .acquiring where succeeded && now < end:
            phase = .leading(nextTry: now, deadline: nil, end: end)
            let begins: [Action] =
                [.notify(.recorded("\(configuration.identity) became leader"))] + news
                + [.notify(.startedLeading)]
            return isStopping ? begins + leave(.stopped, at: now) : begins
        case .acquiring:
            phase = .acquiring(nextTry: nextTry(at: now, &random))
            return isStopping ? news + leave(.stopped, after: attempt, at: now) : news
        case .leading where succeeded && now < end:
            let pause = configuration.renewalPause
            let nextTry = configuration.isCareful ? max(now, attempt.start + pause) : now + pause
            phase = .leading(nextTry: nextTry, deadline: nil, end: end)
            return news + [.notify(.renewed)]
        case .leading where succeeded: return news + leave(.notRenewed, at: now)
        case .leading(_, let deadline, let end):
            let nextTry = max(now, attempt.start + configuration.retryPeriod)
            phase = .leading(nextTry: nextTry, deadline: deadline, end: end)
            return news
        case .releasing where succeeded:
            phase = .stopped
            return news + [.notify(.released)]
        case .releasing(_, let deadline, let failures):
            guard configuration.isCareful else {
                phase = .stopped
                return news
            }
            let pause = Self.firstReleasePause * (1 << min(failures, 20))
            phase = .releasing(
                nextTry: now + min(pause, configuration.retryPeriod), deadline: deadline,
                failures: failures + 1)
            return news
        case .finishing, .stopped: return news
        }
    }

    /// How long after a release that failed, most likely since the lease had just changed, the next
    /// one is tried; later ones come ever later.
    private static let firstReleasePause = Duration.milliseconds(10)

    /// Until when what `attempt` has written allows to lead.
    private func end(of attempt: Attempt) -> Timestamp {
        guard configuration.isCareful else { return Timestamp(microseconds: .max) }
        // A coordinator goes by the date of the renewal, others by when they saw it.
        let effect = configuration.isCoordinated ? attempt.start : attempt.earliestEffect
        return effect + configuration.tenure
    }

    /// When an elector that does not hold the lease tries again.
    private func nextTry(at now: Timestamp, _ random: inout Random) -> Timestamp {
        let jitter = Double.random(in: 0..<Configuration.jitterFactor, using: &random)
        let nextTry = now + configuration.retryPeriod * (1 + jitter)
        guard configuration.isCareful, !configuration.isCoordinated, !isObservedHolder,
            !observedHolder.isEmpty, let expiry = observation.expiry, expiry > now
        else { return nextTry }
        return min(nextTry, expiry + Self.expiryPause)
    }

    /// How long after the end of somebody's lease it is tried for: at the end itself some take it for
    /// valid.
    private static let expiryPause = Duration.milliseconds(10)

    private mutating func holderNews() -> [Action] {
        guard !observedHolder.utf8.elementsEqual(reportedHolder.utf8) else { return [] }
        reportedHolder = observedHolder
        return [.notify(.newLeader(observedHolder))]
    }

    /// Ends a phase whose time is over.
    private mutating func giveUp(at now: Timestamp) -> [Action] {
        guard isReleasing else { return leave(.notRenewed, at: now) }
        attempt = nil
        phase = .stopped
        return []
    }

    /// Stops leading or acquiring, and gives the lease back where that is wanted; what came of the
    /// write of `lastAttempt` is not known.
    private mutating func leave(
        _ ending: Ending, after lastAttempt: Attempt? = nil, at now: Timestamp
    ) -> [Action] {
        self.ending = ending
        var actions: [Action] = []
        if isLeading {
            actions.append(.notify(.recorded("\(configuration.identity) stopped leading")))
        }
        actions.append(.notify(.stoppedLeading))
        let mayHold = isLeading && isObservedHolder || lastAttempt?.isWriting ?? false
        guard configuration.releasesOnStop, mayHold else {
            attempt = nil
            phase = .stopped
            return actions
        }
        guard !hasWork else {
            phase = .finishing
            attempt?.look = .none
            if attempt?.isWriting == false { attempt = nil }
            return actions
        }
        return actions + beginRelease(at: now)
    }

    private mutating func beginRelease(at now: Timestamp) -> [Action] {
        phase = .releasing(
            nextTry: now, deadline: now + configuration.renewDeadline, failures: 0)
        guard let attempt, attempt.isWriting else { return beginAttempt(at: now) }
        // A write of this elector that overtook the release would make it fail; but it is not waited
        // for much longer than any pause between tries.
        let patience = now + configuration.retryPeriod
        self.attempt?.timeout = min(attempt.timeout ?? patience, patience)
        self.attempt?.look = .none
        return []
    }
}
