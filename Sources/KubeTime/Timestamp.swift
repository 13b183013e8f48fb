/// An instant, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Microseconds are what Kubernetes' `MicroTime` can say. The type never reads a clock: the core
/// is handed the time by whoever runs it.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970; negative before.
    public var microseconds: Int64

    /// The instant `microseconds` after 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The instant `seconds` after 1970-01-01T00:00:00Z.
    public init(seconds: Int64) {
        microseconds = seconds * 1_000_000
    }

    /// Whole seconds since 1970, rounded towards the past.
    public var seconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// Whether `left` is the earlier one.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The instant `duration` later, at whole microseconds; saturates at the ends of the range.
    public static func + (instant: Timestamp, duration: Duration) -> Timestamp {
        let (sum, overflow) = instant.microseconds.addingReportingOverflow(duration.microseconds)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: duration.microseconds < 0 ? .min : .max)
    }

    /// The instant `duration` earlier, at whole microseconds; saturates at the ends of the range.
    public static func - (instant: Timestamp, duration: Duration) -> Timestamp {
        instant + (.zero - duration)
    }

    /// The time from `earlier` to `later`; negative when the order is the other way round.
    public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .microseconds(later.microseconds) - .microseconds(earlier.microseconds)
    }
}

extension Timestamp: InstantProtocol {
    /// The instant `duration` later; the same as `self + duration`.
    public func advanced(by duration: Duration) -> Timestamp { self + duration }

    /// The time from this instant to `other`; negative when the order is the other way round.
    public func duration(to other: Timestamp) -> Duration { other - self }
}
