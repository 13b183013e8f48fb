import KubeAPI
package import KubeTime

/// The time of a cluster: it runs with the machine's, faster, or only when a test says so.
///
/// A value without a clock of its own: it is told what the machine's clock says.
package struct ClusterClock: Hashable, Sendable {
    /// What moves the time.
    package enum Mode: Hashable, Sendable {
        /// The machine's clock, `rate` times as fast.
        case real(rate: Double)
        /// Nothing but the test.
        case manual
    }

    /// What moves the time.
    package private(set) var mode: Mode

    /// The cluster's time at the instant `origin` of the machine's clock.
    private var base: Timestamp
    private var origin: Timestamp

    /// The last instant that can be written with a year of four digits.
    package static let end = Timestamp(microseconds: 253_402_300_799_999_999)

    /// The rates a clock may have: at the highest, a second is more than a quarter of an hour.
    package static let rates = 0.001...1000.0

    /// A clock that shows `start`, or what the machine's shows, when that shows `wall`.
    package init(_ mode: Mode, startingAt start: Timestamp? = nil, at wall: Timestamp) {
        self.mode = mode
        base = start ?? wall
        origin = wall
    }

    /// The cluster's time when the machine's clock shows `wall`.
    package func now(at wall: Timestamp) -> Timestamp {
        guard case .real(let rate) = mode else { return base }
        let passed = wall - origin
        guard rate != 1 else { return min(base + passed, Self.end) }
        // Exact for centuries: a double counts microseconds to 2^53.
        let microseconds = (Double(passed.microseconds) * rate).rounded(.down)
        return min(base + .microseconds(Int64(clamping: microseconds)), Self.end)
    }

    /// What the machine's clock will show at the cluster's `instant`; nil when it has no say, or
    /// when the instant never comes.
    package func wallTime(of instant: Timestamp) -> Timestamp? {
        guard case .real(let rate) = mode, instant <= Self.end else { return nil }
        let missing = instant - base
        guard rate != 1 else { return origin + missing }
        let microseconds = (Double(missing.microseconds) / rate).rounded(.up)
        return origin + .microseconds(Int64(clamping: microseconds))
    }

    /// Whether it shows what the machine's clock shows.
    var isMachines: Bool { mode == .real(rate: 1) && base == origin }

    /// Goes on from the present time in another mode.
    package mutating func change(to mode: Mode, at wall: Timestamp) {
        self = ClusterClock(mode, startingAt: now(at: wall), at: wall)
    }

    /// Shows the same as before, and so goes on: the machine's clock was set forward by `jump`.
    mutating func disregard(_ jump: Duration) { origin = origin + jump }

    /// Moves a manual clock forward; its caller has done what falls due on the way.
    package mutating func move(to instant: Timestamp) {
        precondition(mode == .manual && instant >= base, "only a manual clock is moved, forward")
        base = instant
    }
}

extension Int64 {
    /// `value`, or the end of the range that it lies beyond.
    fileprivate init(clamping value: Double) {
        self = Int64(exactly: value) ?? (value < 0 ? .min : .max)
    }
}
