import KubeTime

/// The time that a machine goes by, on whatever clock.
///
/// Instants count from when this was made: they are no dates, which only the wall clock gives. A clock
/// that wants to know what is under way, as one of a test does, is told: it need not guess then.
struct MachineClock: Sendable {
    /// What the clock shows.
    let now: @Sendable () -> Timestamp
    /// What the wall clock shows.
    let wallClock: @Sendable () -> Timestamp
    private let sleepUntil: @Sendable (Timestamp) async throws -> Void
    private let sleepWorking: (@Sendable (Timestamp, Work) async throws -> Work)?
    private let working: (any WorkingClock)?

    /// The time by `clock`; its instants are dates unless `wallClock` says other ones.
    init<Time: Clock<Duration>>(_ clock: Time, wallClock: (@Sendable () -> Timestamp)?) {
        let origin = clock.now
        let zero = Timestamp(microseconds: 0)
        now = { zero + origin.duration(to: clock.now) }
        self.wallClock = wallClock ?? { clock.now as? Timestamp ?? .now }
        sleepUntil = { time in
            try await clock.sleep(until: origin.advanced(by: time - zero), tolerance: .zero)
        }
        working = clock as? any WorkingClock
        if let working, let origin = origin as? Timestamp {
            sleepWorking = { time, work in
                try await working.sleep(until: origin + (time - zero), finishing: work)
            }
        } else {
            sleepWorking = nil
        }
    }

    /// How far the wall clock is ahead.
    var wallClockLead: Duration { wallClock() - now() }

    /// Waits for an instant; throws when the task is cancelled.
    func sleep(until instant: Timestamp) async throws { try await sleepUntil(instant) }
}

// MARK: - What is under way

extension MachineClock {
    /// Takes note that something is under way; nil where the clock does not want to know.
    func beginWork() -> Work? { working?.beginWork() }

    /// Does something of which note was taken.
    func working(_ body: () async -> Void) async {
        guard working != nil else { return await body() }
        await Work.$isUnderWay.withValue(true) { await body() }
    }

    /// Waits for an instant, which is work until it is known who waits; returns what is under way then.
    func sleep(until instant: Timestamp, finishing work: Work?) async throws -> Work? {
        guard let sleepWorking, let work else {
            try await sleep(until: instant)
            return nil
        }
        return try await sleepWorking(instant, work)
    }
}
