public import Environment

/// How the clock of a cluster begins.
public enum ClockSetting: Hashable, Sendable {
    /// It runs with the machine's clock, `rate` times as fast: for clients whose own clock cannot be
    /// replaced, but whose durations can be divided.
    case real(rate: Double = 1)
    /// It stands still until it is advanced; at first it shows `start`, or the machine's time.
    case manual(startingAt: Timestamp? = nil)
}

extension ClockSetting {
    /// The setting that `text`, the value of `--clock`, spells: `real`, `manual`, `manual=INSTANT`.
    package init(flagValue text: String) throws(ServerOptionsError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let instant = parts.count > 1 ? Timestamp(rfc3339: String(parts[1])) : nil
        switch (String(parts[0]), parts.count, instant) {
        case ("real", 1, _): self = .real()
        case ("manual", 1, _): self = .manual()
        case ("manual", _, let instant?): self = .manual(startingAt: instant)
        default:
            throw ServerOptionsError([
                FlagValue.invalid(
                    text, for: "clock",
                    because: "must be real, manual, or manual= with an instant such as "
                        + "2026-01-01T00:00:00Z")
            ])
        }
    }

    /// Sets what `--clock-rate` says; throws for a clock that has no rate.
    package mutating func setRate(_ rate: Double) throws(ServerOptionsError) {
        guard case .real = self else {
            throw ServerOptionsError(["--clock-rate is for --clock=real, not for a manual clock"])
        }
        self = .real(rate: rate)
    }

    /// The flags that spell the setting.
    var flags: String {
        switch self {
        case .real(rate: 1): "--clock=real"
        case .real(let rate): "--clock=real --clock-rate=\(rate)"
        case .manual(nil): "--clock=manual"
        case .manual(let start?): "--clock=manual=\(start.rfc3339)"
        }
    }

    /// What is wrong with the setting.
    var complaints: [String] {
        switch self {
        case .real(let rate) where !ClusterClock.rates.contains(rate):
            ["--clock-rate \(rate) must be a number from 0.001 to 1000"]
        case .manual(let start?) where start > ClusterClock.end || start < Timestamp(seconds: 0):
            ["--clock=manual must start between the years 1970 and 9999"]
        case .real, .manual: []
        }
    }
}

extension ClusterClock {
    /// The clock that `setting` asks for.
    init(setting: ClockSetting, at wall: Timestamp) {
        switch setting {
        case .real(let rate): self.init(.real(rate: rate), at: wall)
        case .manual(let start): self.init(.manual, startingAt: start, at: wall)
        }
    }
}
