#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension Timestamp {
    /// The instant that `date` is, to the nearest microsecond; beyond what a ``Timestamp`` can say, the end of
    /// its range.
    public init(_ date: Date) {
        // The halves of a date are more exact than their sum.
        let seconds = date.timeIntervalSinceReferenceDate
        let whole = seconds.rounded(.down)
        let limit = Double(Int64.max / 1_000_000 - Self.reference.seconds)
        guard abs(seconds) < limit else {
            self.init(microseconds: seconds < 0 ? .min : .max)
            return
        }
        let fraction = Int64(((seconds - whole) * 1_000_000).rounded())
        self = Self.reference + .seconds(Int64(whole)) + .microseconds(fraction)
    }

    /// The instant that a date counts from, 2001-01-01T00:00:00Z.
    fileprivate static let reference = Timestamp(seconds: 978_307_200)
}

extension Date {
    /// The date of `timestamp`, as near as a date can say it: to the microsecond in this century.
    public init(_ timestamp: Timestamp) {
        let passed = (timestamp - Timestamp.reference).components
        self.init(
            timeIntervalSinceReferenceDate: Double(passed.seconds)
                + Double(passed.attoseconds / 1_000_000_000_000) / 1_000_000)
    }
}
