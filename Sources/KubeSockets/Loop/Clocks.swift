package import KubeFoundation
package import KubeTime

/// The clocks that an event loop reads.
package struct Clocks: Sendable {
    /// The time that the handler is told, read once per turn.
    package let wall: @Sendable () -> Timestamp
    /// The time since some origin, for time-outs; never jumps.
    package let monotonic: @Sendable () -> Duration
    /// Whether as much passes on the one as on the other, unless somebody sets the wall clock.
    package let runTogether: Bool

    /// Clocks of a test, or of a server with its own time.
    package init(
        runTogether: Bool = false, wall: @escaping @Sendable () -> Timestamp,
        monotonic: @escaping @Sendable () -> Duration = { read(CLOCK_MONOTONIC) }
    ) {
        self.runTogether = runTogether
        self.wall = wall
        self.monotonic = monotonic
    }

    /// The clocks of the system.
    package static let system = Clocks(
        runTogether: true,
        wall: {
            let now = time(of: CLOCK_REALTIME)
            return Timestamp(
                microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000)
        })

    /// What one of the system's clocks says.
    package static func read(_ clock: clockid_t) -> Duration {
        let now = time(of: clock)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }

    private static func time(of clock: clockid_t) -> timespec {
        var time = timespec()
        _ = clock_gettime(clock, &time)
        return time
    }
}
