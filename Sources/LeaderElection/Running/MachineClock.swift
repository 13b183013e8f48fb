import KubeTime

/// The time that a machine goes by, on whatever clock.
///
/// Instants count from when this was made: they are no dates, which only the wall clock gives.
struct MachineClock: Sendable {
    /// What the clock shows.
    let now: @Sendable () -> Timestamp
    /// Waits for an instant; throws when the task is cancelled.
    let sleep: @Sendable (_ until: Timestamp) async throws -> Void
    /// What the wall clock shows.
    let wallClock: @Sendable () -> Timestamp
    /// The clock, where it wants to know what is under way.
    private let working: (any WorkingClock)?

    /// The time by `clock`; its instants are dates unless `wallClock` says other ones.
    init(_ clock: some Clock<Duration>, wallClock: (@Sendable () -> Timestamp)?) {
        working = clock as? any WorkingClock
        let origin = clock.now
        let zero = Timestamp(microseconds: 0)
        now = { zero + origin.duration(to: clock.now) }
        sleep = { instant in
            try await clock.sleep(until: origin.advanced(by: instant - zero), tolerance: .zero)
        }
        self.wallClock = wallClock ?? { clock.now as? Timestamp ?? .now }
    }

    /// Takes note that a call is about to be made, which must be done with ``announced(_:)``.
    func announce() { working?.beginWork() }

    /// Makes a call that was announced.
    func announced(_ body: () async -> Void) async {
        guard let working else { return await body() }
        defer { working.endWork() }
        await AnnouncedWork.$isUnderWay.withValue(true) { await body() }
    }

    /// How far the wall clock is ahead.
    var wallClockLead: Duration { wallClock() - now() }
}
