package import KubeRegistry
public import KubeTime

/// How the clock of a cluster begins.
public enum ClockSetting: Hashable, Sendable {
    /// It runs with the machine's clock, `rate` times as fast: for clients whose own clock cannot be
    /// replaced, but whose durations can be divided. At first it shows `start`, or the machine's time.
    case real(rate: Double = 1, startingAt: Timestamp? = nil)
    /// It stands still until it is advanced; at first it shows `start`, or the machine's time.
    case manual(startingAt: Timestamp? = nil)
}

extension ClockSetting {
    /// The setting that `text`, the value of `--clock`, spells: `real` or `manual`, with `=INSTANT`
    /// where it starts elsewhere than at the machine's time.
    package init(flagValue text: String) throws(FlagError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let instant = parts.count > 1 ? Timestamp(rfc3339: String(parts[1])) : nil
        let isWellFormed = parts.count == 1 || instant != nil
        switch parts[0] {
        case "real" where isWellFormed: self = .real(startingAt: instant)
        case "manual" where isWellFormed: self = .manual(startingAt: instant)
        default:
            throw FlagError(
                FlagValue.invalid(
                    text, for: "clock",
                    because: "must be real or manual, or one of them with an instant such as "
                        + "manual=2026-01-01T00:00:00Z"))
        }
    }

    /// Sets what `--clock-rate` says; throws for a clock that has no rate.
    package mutating func setRate(_ rate: Double) throws(FlagError) {
        guard case .real(_, let start) = self else {
            throw FlagError(
                "--clock-rate is for --clock=real, not for a manual clock")
        }
        self = .real(rate: rate, startingAt: start)
    }

    /// The flags that spell the setting.
    package var flags: String {
        let instant = start.map { "=\($0.rfc3339)" } ?? ""
        return switch self {
        case .real(rate: 1, _): "--clock=real\(instant)"
        case .real(let rate, _): "--clock=real\(instant) --clock-rate=\(rate)"
        case .manual: "--clock=manual\(instant)"
        }
    }

    /// What is wrong with the setting.
    var complaints: [String] {
        var complaints: [String] = []
        if case .real(let rate, _) = self, !ClusterClock.rates.contains(rate) {
            complaints.append("--clock-rate \(rate) must be a number from 0.001 to 1000")
        }
        if let start, start > ClusterClock.end || start < Timestamp(seconds: 0) {
            complaints.append("--clock must start between the years 1970 and 9999")
        }
        return complaints
    }

    /// The same where a manual clock shows `wall` at first, unless it is to show something else.
    func starting(at wall: Timestamp) -> ClockSetting {
        self == .manual() ? .manual(startingAt: wall) : self
    }

    private var start: Timestamp? {
        switch self {
        case .real(_, let start), .manual(let start): start
        }
    }
}
