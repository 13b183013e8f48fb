package import Foundation
package import KubeTime

/// The clocks that an event loop reads.
package struct Clocks: Sendable {
    /// The time that the handler is told, read once per turn.
    package let wall: @Sendable () -> Timestamp
    /// The time since some origin, for time-outs; never jumps.
    package let monotonic: @Sendable () -> Duration

    /// Clocks of a test, or of a server with its own time.
    package init(
        wall: @escaping @Sendable () -> Timestamp,
        monotonic: @escaping @Sendable () -> Duration = { read(CLOCK_MONOTONIC) }
    ) {
        self.wall = wall
        self.monotonic = monotonic
    }

    /// The clocks of the system.
    package static let system = Clocks(
        wall: { Timestamp(microseconds: read(CLOCK_REALTIME).microseconds) })

    /// What one of the system's clocks says.
    package static func read(_ clock: clockid_t) -> Duration {
        var time = timespec()
        _ = clock_gettime(clock, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
