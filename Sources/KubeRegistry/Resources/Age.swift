import KubeTime

/// How long ago something was, in few characters (`AM/util/duration`, TBL-005).
package enum Age {
    /// `age` in few characters.
    package static func text(_ age: Duration) -> String {
        let seconds = age.microseconds / 1_000_000
        guard seconds >= -1 else { return "<invalid>" }
        let minutes = seconds / 60
        let hours = minutes / 60
        let days = hours / 24
        let years = days / 365
        switch true {
        case seconds < 0: return "0s"
        case seconds < 120: return "\(seconds)s"
        case minutes < 10: return joined(minutes, "m", seconds % 60, "s")
        case minutes < 180: return "\(minutes)m"
        case hours < 8: return joined(hours, "h", minutes % 60, "m")
        case hours < 48: return "\(hours)h"
        case days < 8: return joined(days, "d", hours % 24, "h")
        case days < 730: return "\(days)d"
        case years < 8: return joined(years, "y", days % 365, "d")
        default: return "\(years)y"
        }
    }

    private static func joined(
        _ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String
    ) -> String {
        small == 0 ? "\(large)\(largeUnit)" : "\(large)\(largeUnit)\(small)\(smallUnit)"
    }
}
