import KubeAPI
import KubeTime

extension Elector {
    /// A try under way.
    struct Attempt {
        /// When the try began: what it writes is dated so.
        let start: Timestamp
        let step: Step
        /// Whether the try is to give the lease back.
        let isRelease: Bool
        let request: Request.ID
        /// When the request counts as failed.
        let timeout: Timestamp

        enum Step {
            /// Renews without reading first, which only a plain leader does.
            case renewingBlindly
            case reading
            case writing
        }

        /// Whether a write is under way.
        var isWriting: Bool { step != .reading }
    }

    /// How an attempt goes on after an answer.
    enum Continuation {
        case request(Action)
        case end(succeeded: Bool)
    }

    /// Begins to acquire, renew or release, whatever the phase is for.
    mutating func beginAttempt(at now: Timestamp) -> [Action] {
        if !isReleasing, !configuration.isCoordinated, isObservedHolder,
            let lease = observation.lease, observation.isValid(at: now)
        {
            let renewal = renewal(of: lease, at: now)
            return [send(.update(renewal), .renewingBlindly, startedAt: now, at: now)]
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
            guard let spec = spec(over: live, startedAt: start, at: now) else {
                return .end(succeeded: false)
            }
            return .request(send(.update(spec), .writing, startedAt: start, at: now))
        case (.reading, .missing):
            guard let spec = specOfMissing(at: start) else { return .end(succeeded: false) }
            return .request(send(.create(spec), .writing, startedAt: start, at: now))
        case (.reading, .failed), (.writing, .missing), (.writing, .failed):
            return .end(succeeded: false)
        }
    }

    private mutating func send(
        _ operation: Request.Operation, _ step: Attempt.Step, startedAt start: Timestamp,
        at now: Timestamp
    ) -> Action {
        requestCount += 1
        attempt = Attempt(
            start: start, step: step, isRelease: isReleasing, request: requestCount,
            timeout: now + configuration.requestTimeout)
        return .send(Request(id: requestCount, operation: operation))
    }
}
