/// The form of a date that RFC 9110, 5.6.7 wants: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date of `seconds` since 1970; years that four digits cannot say are cut off.
    package static func text(seconds: Int64) -> String {
        let seconds = min(max(seconds, 0), 253_402_300_799)
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let (year, month, day) = civil(days: Int(days))
        let weekday = weekdays[Int(days % 7)]
        let clock = "\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))"
        return "\(weekday), \(padded(Int64(day))) \(months[month]) \(year) \(clock) GMT"
    }

    /// Year, month from zero, and day of the month of a day after 1970-01-01.
    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        var year = 1970 + days / 366
        while daysBefore(year: year + 1) <= days { year += 1 }
        var day = days - daysBefore(year: year)
        let february = isLeap(year) ? 29 : 28
        var month = 0
        for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
            guard day >= length else { break }
            day -= length
            month += 1
        }
        return (year, month, day + 1)
    }

    private static func daysBefore(year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400 - 719_162
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func padded(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
