import KubeTime

/// A cache of one candidate, kept by a list and a watch from where the list was taken.
struct CandidateReflector: Sendable {
    /// The candidate as last seen; nil when there is none.
    private(set) var candidate: CandidateDocument?
    private(set) var hasSynced = false
    /// Whether a list has found no such resource on the server, and nobody has asked for that since.
    private var isUnserved = false

    private var phase = Phase.pausing(until: Timestamp(microseconds: .min))
    private var resourceVersion: String?
    private var failures = 0
    private var random: Random

    private static let firstBackoff = Duration.milliseconds(800)
    private static let backoffMax = Duration.seconds(30)
    private static let requestTimeout = Duration.seconds(30)
    private static let watchSecondsMin: UInt64 = 300

    private enum Phase {
        /// Lists, or watches where it knows a version, at that instant.
        case pausing(until: Timestamp)
        case listing(call: UInt64, timeout: Timestamp)
        /// Nothing was heard since `lastHeard`.
        case watching(call: UInt64, timeout: Timestamp, lastHeard: Timestamp)
    }

    init(random: Random) {
        self.random = random
    }

    /// When there is next something to do.
    var nextDue: Timestamp {
        switch phase {
        case .pausing(let instant): instant
        case .listing(_, let timeout), .watching(_, let timeout, _): timeout
        }
    }

    /// Since when a watch has been silent; nil when there is none.
    var silentSince: Timestamp? {
        if case .watching(_, _, let lastHeard) = phase { lastHeard } else { nil }
    }

    /// Whether what comes of the call `id` still matters.
    func isAwaiting(_ id: UInt64) -> Bool {
        switch phase {
        case .listing(id, _), .watching(id, _, _): true
        case .pausing, .listing, .watching: false
        }
    }

    /// Does what is due at `now`.
    mutating func advance(
        to now: Timestamp, _ calls: inout CallCounter
    ) -> [CandidateCall] {
        switch phase {
        case .listing(_, let timeout) where timeout <= now,
            .watching(_, let timeout, _) where timeout <= now:
            fail(at: now)
            return []
        case .pausing(let instant) where instant <= now:
            return [
                resourceVersion.map { watch(from: $0, at: now, &calls) } ?? list(at: now, &calls)
            ]
        case .pausing, .listing, .watching: return []
        }
    }

    private mutating func list(at now: Timestamp, _ calls: inout CallCounter) -> CandidateCall {
        let call = calls.call(.list)
        phase = .listing(call: call.id, timeout: now + Self.requestTimeout)
        return call
    }

    private mutating func watch(
        from version: String, at now: Timestamp, _ calls: inout CallCounter
    ) -> CandidateCall {
        // Spread, so that the watches of many components do not end together.
        let seconds = Self.watchSecondsMin + random.next() % Self.watchSecondsMin
        let call = calls.call(.watch(from: version, timeout: .seconds(seconds)))
        let timeout = now + .seconds(seconds) + Self.requestTimeout
        phase = .watching(call: call.id, timeout: timeout, lastHeard: now)
        return call
    }

    private mutating func fail(at now: Timestamp) {
        let backoff = min(Self.firstBackoff * (1 << min(failures, 10)), Self.backoffMax)
        failures += 1
        phase = .pausing(until: now + backoff * Double.random(in: 1..<2, using: &random))
    }
}

// MARK: - Answers

extension CandidateReflector {
    /// Whether a list has found no such resource on the server since this was last asked.
    mutating func takeUnserved() -> Bool {
        defer { isUnserved = false }
        return isUnserved
    }

    /// Takes note of what came of a call; whether the candidate has to be written now.
    mutating func receive(_ answer: CandidateAnswer, for id: UInt64, at now: Timestamp) -> Bool {
        switch phase {
        case .listing(id, _): return receiveList(answer, at: now)
        case .watching(id, let timeout, _):
            guard case .event(let event) = answer else {
                // What cannot be watched from there is listed anew.
                let isLost = [.gone, .malformedAnswer, .notFound].contains { answer == .error($0) }
                if isLost { resourceVersion = nil }
                fail(at: now)
                return false
            }
            phase = .watching(call: id, timeout: timeout, lastHeard: now)
            return apply(event)
        case .pausing, .listing, .watching: return false
        }
    }

    private mutating func receiveList(_ answer: CandidateAnswer, at now: Timestamp) -> Bool {
        isUnserved = answer == .error(.notFound)
        guard case .list(let list) = answer else {
            fail(at: now)
            return false
        }
        let wasKnown = candidate != nil
        candidate = list.candidate
        hasSynced = true
        failures = 0
        resourceVersion = list.resourceVersion
        phase = .pausing(until: now)
        // The first sight of an object is no update (client-go tells the two apart).
        return wasKnown && candidate.map(\.hasUnansweredPing) ?? true
    }

    private mutating func apply(_ event: CandidateEvent) -> Bool {
        failures = 0
        switch event {
        case .added(let candidate):
            note(candidate)
            return false
        case .modified(let candidate):
            note(candidate)
            return candidate.hasUnansweredPing
        case .deleted(let version):
            candidate = nil
            resourceVersion = version
            return true
        case .bookmark(let version):
            resourceVersion = version
            return false
        }
    }

    private mutating func note(_ candidate: CandidateDocument) {
        self.candidate = candidate
        resourceVersion = candidate.resourceVersion
    }

    /// Trusts a watch again for a while.
    mutating func noteHeard(at now: Timestamp) {
        guard case .watching(let call, let timeout, _) = phase else { return }
        phase = .watching(call: call, timeout: timeout, lastHeard: now)
    }

    /// Takes note of the candidate as it was read beside the watch, perhaps since that is `silent`;
    /// whether the candidate has to be written now.
    ///
    /// A silent watch that has not shown what was read is given up: it is dead, or lags behind.
    mutating func noteRead(
        _ read: CandidateDocument?, whileSilent: Bool, at now: Timestamp
    ) -> Bool {
        if whileSilent { noteHeard(at: now) }
        let isBehind = isBehind(read)
        let isNews = read?.resourceVersion != candidate?.resourceVersion
        candidate = read
        if whileSilent, isBehind {
            resourceVersion = nil
            phase = .pausing(until: now)
        }
        return isNews && read.map(\.hasUnansweredPing) ?? true
    }

    /// Whether the watch should have shown what was `read`.
    private func isBehind(_ read: CandidateDocument?) -> Bool {
        guard let read else { return candidate != nil }
        guard let version = UInt64(read.resourceVersion),
            let watchVersion = resourceVersion.flatMap({ UInt64($0) })
        else { return read.resourceVersion != candidate?.resourceVersion }
        return version > watchVersion
    }
}
