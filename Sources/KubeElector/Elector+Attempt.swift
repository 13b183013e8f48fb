import KubeAPI
import KubeTime

extension Elector {
    /// A try under way.
    struct Attempt {
        /// When the try began: what it writes is dated so.
        var start: Timestamp
        let step: Step
        /// Whether the try is to give the lease back.
        let isRelease: Bool
        let request: Request.ID
        /// When the request counts as failed; nil when a leader waits for it as long as it leads.
        var timeout: Timestamp?
        /// When a write under way took effect at the earliest, if it does.
        var earliestEffect: Timestamp
        /// The read beside a write that takes long.
        var look = Look.none

        enum Step: Hashable {
            /// Renews without reading first, which only a plain leader does.
            case renewingBlindly(LeaseSpec)
            case reading
            case writing(LeaseSpec)
        }

        /// A look at the lease while a write is under way.
        enum Look {
            case none
            case due(at: Timestamp)
            case sent(Request.ID, at: Timestamp, timeout: Timestamp)
        }

        /// What is being written, if anything is.
        var written: LeaseSpec? {
            switch step {
            case .renewingBlindly(let spec), .writing(let spec): spec
            case .reading: nil
            }
        }

        /// Whether a write is under way.
        var isWriting: Bool { written != nil }

        /// When something about the attempt is next due.
        var nextDue: Timestamp? {
            let lookDue: Timestamp? =
                switch look {
                case .none: nil
                case .due(let instant): instant
                case .sent(_, _, let timeout): timeout
                }
            return [timeout, lookDue].compactMap(\.self).min()
        }
    }

    /// How an attempt goes on after an answer.
    enum Continuation {
        case request(Action)
        case end(succeeded: Bool)
        /// There is nothing to give back.
        case endRelease
        case lose(Ending)
    }

    /// Begins to acquire, renew or release, whatever the phase is for.
    mutating func beginAttempt(at now: Timestamp) -> [Action] {
        if !isReleasing, !configuration.isCoordinated, isObservedHolder,
            let lease = observation.lease, observation.isValid(at: now)
        {
            let renewal = renewal(of: lease, at: now)
            return [send(.update(renewal), .renewingBlindly(renewal), startedAt: now, at: now)]
        }
        return [send(.read, .reading, startedAt: now, at: now)]
    }

    /// Goes on after an answer, or after none.
    mutating func proceed(
        with attempt: Attempt, _ answer: Answer, at now: Timestamp
    ) -> Continuation {
        let start = attempt.start
        // The leader's last write has ended, one way or the other.
        if isReleasing, !attempt.isRelease {
            return .request(send(.read, .reading, startedAt: now, at: now))
        }
        switch (attempt.step, answer) {
        case (.renewingBlindly, .lease(let written)), (.writing, .lease(let written)):
            observation.noteWritten(written, at: now)
            return .end(succeeded: true)
        case (.renewingBlindly, .missing), (.renewingBlindly, .failed):
            return .request(send(.read, .reading, startedAt: start, at: now))
        case (.reading, .lease(let live)):
            observation.noteRead(live, at: now)
            if let ending = ending(seeing: live) { return .lose(ending) }
            guard let spec = spec(over: live, startedAt: start, at: now) else {
                return isReleasing ? .endRelease : .end(succeeded: false)
            }
            return .request(send(.update(spec), .writing(spec), startedAt: start, at: now))
        case (.reading, .missing):
            if isReleasing { return .endRelease }
            guard let spec = specOfMissing(at: start) else { return .end(succeeded: false) }
            return .request(send(.create(spec), .writing(spec), startedAt: start, at: now))
        case (.reading, .failed), (.writing, .missing), (.writing, .failed):
            return .end(succeeded: false)
        }
    }

    /// Why a careful leader that sees `live` does not lead any more; nil when it goes on.
    private func ending(seeing live: LeaseSpec) -> Ending? {
        guard configuration.isCareful, isLeading, let holder = live.holder else { return nil }
        guard live.isHeld(by: configuration.identity) else { return .takenOver(by: holder) }
        guard configuration.isCoordinated, let preferred = live.preferredHolder,
            !preferred.isEmpty, !preferred.utf8.elementsEqual(configuration.identity.utf8)
        else { return nil }
        return .yielded(to: preferred)
    }

    private mutating func send(
        _ operation: Request.Operation, _ step: Attempt.Step, startedAt start: Timestamp,
        at now: Timestamp
    ) -> Action {
        let isRead = step == .reading
        let looks = configuration.isCareful && !isReleasing && !isRead
        let timeout = isRead ? configuration.requestTimeout : configuration.writeTimeout
        let action = send(operation)
        attempt = Attempt(
            start: start, step: step, isRelease: isReleasing, request: requestCount,
            timeout: looks && isLeading ? nil : now + timeout, earliestEffect: now,
            look: looks ? .due(at: now + configuration.retryPeriod) : .none)
        return action
    }

    private mutating func send(_ operation: Request.Operation) -> Action {
        requestCount += 1
        return .send(Request(id: requestCount, operation: operation))
    }
}

// MARK: - Looking after a write that takes long

extension Elector {
    /// Looks whether the write under way has taken effect, when it is time for that.
    mutating func advanceLook(of attempt: Attempt, to now: Timestamp) -> [Action] {
        switch attempt.look {
        case .due(let instant) where instant <= now:
            let action = send(.read)
            self.attempt?.look = .sent(
                requestCount, at: now, timeout: now + configuration.requestTimeout)
            return [action]
        case .sent(_, _, let timeout) where timeout <= now:
            self.attempt?.look = .due(at: now + configuration.retryPeriod)
            return []
        case .none, .due, .sent: return []
        }
    }

    /// Takes note of what a look shows; nil when the write is still waited for.
    mutating func receiveLook(
        _ answer: Answer, sentAt: Timestamp, of attempt: Attempt, at now: Timestamp
    ) -> Continuation? {
        self.attempt?.look = .due(at: now + configuration.retryPeriod)
        guard answer != .failed else { return nil }
        if case .lease(let live) = answer {
            if live.isHeld(by: configuration.identity),
                live.renewTime == attempt.written?.renewTime
            {
                observation.noteWritten(live, at: now)
                return .end(succeeded: true)
            }
            if let ending = ending(seeing: live) {
                observation.noteRead(live, at: now)
                return .lose(ending)
            }
        }
        // The write had no effect yet when this was sent: if it has one, it is not older than that.
        self.attempt?.earliestEffect = sentAt
        return nil
    }
}
