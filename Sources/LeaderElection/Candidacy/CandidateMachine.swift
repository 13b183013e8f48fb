package import KubeTime

/// Keeps one component's LeaseCandidate on a server, as client-go's `LeaseCandidate` does, without I/O.
///
/// Whoever runs it advances it when time has passed, makes the calls that it returns, one of them a
/// watch, and feeds back what comes of them. It creates the candidate, renews it every five minutes,
/// and answers the coordinator's pings at once. It leaves the candidate behind when it ends.
///
/// It differs from client-go where that is known to be lacking: success resets the pause after
/// failures; a candidate without a `renewTime` is renewed; one that was deleted is created again at
/// once; after a conflict the candidate is read, and not taken from a watch that may lag behind; and a
/// watch that is silent is not trusted for ever.
package struct CandidateMachine: Sendable {
    private let configuration: LeaseCandidacy.Configuration
    private let version: LeaseCandidateVersion
    private var reflector: CandidateReflector
    private var calls = CallCounter()
    private var write = Write.idle(nextDue: nil)
    private var look = Look.idle(nextDue: nil)
    private var failures = 0
    /// How far the wall clock is ahead of the clock that the machine goes by.
    package var wallClockLead = Duration.zero

    /// How often the candidate is renewed when nobody asks.
    static let renewInterval = Duration.seconds(300)
    private static let firstBackoff = Duration.milliseconds(5)
    private static let backoffMax = Duration.seconds(1000)
    private static let requestTimeout = Duration.seconds(30)

    private enum Write {
        /// The candidate is to be written at `nextDue`; never while its state is unknown.
        case idle(nextDue: Timestamp?)
        /// The write is under way; `isWantedAgain` when a ping came meanwhile.
        case sent(call: UInt64, timeout: Timestamp, isWantedAgain: Bool)
    }

    /// A read beside the watch.
    private enum Look {
        /// The candidate is to be read at `nextDue`, and written then, because it could not be before.
        case idle(nextDue: Timestamp?)
        case sent(call: UInt64, timeout: Timestamp, writesThen: Bool)
    }

    /// A machine that begins at once; chance, which follows from `seed`, spreads its watches.
    package init(
        _ configuration: LeaseCandidacy.Configuration, version: LeaseCandidateVersion, seed: UInt64
    ) {
        self.configuration = configuration
        self.version = version
        reflector = CandidateReflector(random: Random(seed: seed))
    }
}

extension CandidateMachine {
    /// When the machine next has something to do.
    package var nextDue: Timestamp? {
        let writeDue =
            switch write {
            case .idle(let nextDue): nextDue
            case .sent(_, let timeout, _): Optional(timeout)
            }
        return [writeDue, lookDue, reflector.nextDue].compactMap(\.self).min()
    }

    private var lookDue: Timestamp? {
        switch look {
        case .sent(_, let timeout, _): timeout
        case .idle(let nextDue):
            nextDue ?? reflector.silentSince.map { $0 + configuration.silenceTolerance }
        }
    }

    /// Whether the server's answer to the first list has come, as a readiness check wants to know.
    package var hasSynced: Bool { reflector.hasSynced }

    /// Whether the server has not known the resource in a list since this was last asked.
    mutating func takeUnserved() -> Bool { reflector.takeUnserved() }

    /// Whether what comes of the call `id` still matters; if not, it can be given up.
    package func isAwaiting(_ id: UInt64) -> Bool {
        if case .sent(id, _, _) = write { return true }
        if case .sent(id, _, _) = look { return true }
        return reflector.isAwaiting(id)
    }

    /// Does what is due at `now`, and returns the calls to make.
    package mutating func advance(to now: Timestamp) -> [CandidateCall] {
        var sent = reflector.advance(to: now, &calls)
        switch look {
        case .sent(let call, let timeout, _) where timeout <= now:
            sent += receive(.error(.noAnswer), for: call, at: now)
        case .idle(let nextDue):
            if let due = lookDue, due <= now { sent += read(writesThen: nextDue != nil, at: now) }
        case .sent: break
        }
        switch write {
        case .idle(let nextDue?) where nextDue <= now: sent += ensure(at: now)
        case .sent(let call, let timeout, _) where timeout <= now:
            sent += receive(.error(.noAnswer), for: call, at: now)
        case .idle, .sent: break
        }
        return sent
    }

    /// Takes note of what came of the call `id`, and returns the calls to make.
    package mutating func receive(
        _ answer: CandidateAnswer, for id: UInt64, at now: Timestamp
    ) -> [CandidateCall] {
        if case .sent(id, _, let isWantedAgain) = write {
            return finishWrite(answer, isWantedAgain: isWantedAgain, at: now)
        }
        if case .sent(id, _, let writesThen) = look {
            return finishLook(answer, writesThen: writesThen, at: now)
        }
        let hadSynced = reflector.hasSynced
        let needsWrite = reflector.receive(answer, for: id, at: now)
        if needsWrite || reflector.hasSynced != hadSynced { want(at: now) }
        return advance(to: now)
    }

    private mutating func want(at now: Timestamp) {
        switch write {
        case .idle(let nextDue): write = .idle(nextDue: min(nextDue ?? now, now))
        case .sent(let call, let timeout, _):
            write = .sent(call: call, timeout: timeout, isWantedAgain: true)
        }
    }
}

// MARK: - Writing

extension CandidateMachine {
    /// Creates the candidate, or renews the one that was last seen.
    private mutating func ensure(at now: Timestamp) -> [CandidateCall] {
        let date = now + wallClockLead
        let operation: CandidateCall.Operation? =
            if let candidate = reflector.candidate {
                candidate.renewed(version: version, at: date).map { .update($0) }
            } else {
                CandidateDocument.new(configuration, version: version, renewedAt: date)
                    .map { .create($0) }
            }
        guard let operation else { return [] }
        let call = calls.call(operation)
        write = .sent(call: call.id, timeout: now + Self.requestTimeout, isWantedAgain: false)
        return [call]
    }

    private mutating func finishWrite(
        _ answer: CandidateAnswer, isWantedAgain: Bool, at now: Timestamp
    ) -> [CandidateCall] {
        if case .candidate = answer {
            failures = 0
            write = .idle(nextDue: isWantedAgain ? now : now + Self.renewInterval)
            return advance(to: now)
        }
        let backoff = Self.firstBackoff * (1 << min(failures, 20))
        failures += 1
        let nextDue = isWantedAgain ? now : now + min(backoff, Self.backoffMax)
        // What was seen last is not what there is.
        let isOutdated = [.conflict, .alreadyExists, .notFound].contains { answer == .error($0) }
        if isOutdated, case .idle = look {
            write = .idle(nextDue: nil)
            look = .idle(nextDue: nextDue)
        } else {
            write = .idle(nextDue: nextDue)
        }
        return advance(to: now)
    }
}

// MARK: - Looking beside the watch

extension CandidateMachine {
    private mutating func read(writesThen: Bool, at now: Timestamp) -> [CandidateCall] {
        let call = calls.call(.read)
        look = .sent(
            call: call.id, timeout: now + Self.requestTimeout, writesThen: writesThen)
        return [call]
    }

    private mutating func finishLook(
        _ answer: CandidateAnswer, writesThen: Bool, at now: Timestamp
    ) -> [CandidateCall] {
        look = .idle(nextDue: nil)
        let needsWrite: Bool
        switch answer {
        case .candidate(let candidate):
            needsWrite = reflector.noteRead(candidate, whileSilent: !writesThen, at: now)
        case .error(.notFound):
            needsWrite = reflector.noteRead(nil, whileSilent: !writesThen, at: now)
        case .list, .event, .end, .error:
            // Not again at once, and not never.
            look = .idle(nextDue: writesThen ? now + Self.failedLookPause : nil)
            reflector.noteHeard(at: now)
            return advance(to: now)
        }
        if needsWrite || writesThen { want(at: now) }
        return advance(to: now)
    }

    private static let failedLookPause = Duration.seconds(1)
}
