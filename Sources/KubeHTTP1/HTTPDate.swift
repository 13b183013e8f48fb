import KubeTime

/// The form of a date that RFC 9110, 5.6.7 wants: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date of `seconds` since 1970; years that four digits cannot say are cut off.
    package static func text(seconds: Int64) -> String {
        let (date, second) = Timestamp(seconds: min(max(seconds, 0), 253_402_300_799)).civil
        let weekday = weekdays[date.daysSince1970 % 7]
        let clock = "\(padded(second / 3600)):\(padded(second / 60 % 60)):\(padded(second % 60))"
        let month = months[date.month - 1]
        return "\(weekday), \(padded(date.day)) \(month) \(date.year) \(clock) GMT"
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
