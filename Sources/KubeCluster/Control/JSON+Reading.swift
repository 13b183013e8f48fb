import KubeJSON
import KubeTime

/// What the values of the control API's documents stand for, for whoever reads them; nil for what is no
/// such value.
extension JSONValue {
    /// An instant.
    var instant: Timestamp? { string.flatMap { Timestamp(rfc3339: $0) } }

    /// A length of time as Go prints it.
    var duration: Duration? { string.flatMap { try? GoDuration(parsing: $0).duration } }

    /// A whole number that is not negative.
    var whole: UInt64? {
        guard case .number(let number) = self else { return nil }
        return UInt64(number.literal)
    }

    /// A resource version.
    var version: UInt64? { string.flatMap { UInt64($0) } }

    /// A length of time in milliseconds, to the microsecond.
    var milliseconds: Duration? {
        guard case .number(let number) = self, let count = Double(number.literal) else {
            return nil
        }
        return .microseconds(Int64((count * 1000).rounded()))
    }
}
