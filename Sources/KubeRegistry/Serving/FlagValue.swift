import KubeAPI
import KubeJSON

/// Reads the values of flags as kube-apiserver does, with its words for those that do not fit.
package enum FlagValue {
    /// The integer that `text`, the value of `flag`, spells.
    package static func integer(_ text: String, flag: String) throws(FlagError) -> Int {
        let number = try GoNumber.signed(text) { problem -> FlagError in
            FlagError(invalid(text, for: flag, because: problem))
        }
        return Int(number)
    }

    /// The number without a sign that `text`, the value of `flag`, spells.
    package static func unsigned(_ text: String, flag: String) throws(FlagError) -> UInt64 {
        try GoNumber.unsigned(text) { problem -> FlagError in
            FlagError(invalid(text, for: flag, because: problem))
        }
    }

    /// The number that `text`, the value of `flag`, spells.
    package static func number(_ text: String, flag: String) throws(FlagError) -> Double {
        if let value = Double(text), value.isFinite { return value }
        throw FlagError(
            invalid(
                text, for: flag,
                because: "strconv.ParseFloat: parsing \(quote(text)): invalid syntax"))
    }

    /// The boolean that `text`, the value of `flag`, spells.
    package static func boolean(_ text: String, flag: String) throws(FlagError) -> Bool {
        try GoBool.parse(text) { problem -> FlagError in
            FlagError(invalid(text, for: flag, because: problem))
        }
    }

    /// The length of time that `text`, the value of `flag`, spells: `15s`, `1m30s`.
    package static func duration(
        _ text: String, flag: String
    ) throws(FlagError) -> Duration {
        do {
            return try GoDuration(parsing: text).duration
        } catch {
            throw FlagError(
                invalid(text, for: flag, because: error.description))
        }
    }

    /// `duration` as its flag spells it.
    package static func text(_ duration: Duration) -> String {
        GoDuration(duration).description
    }

    /// The sentence for a value that `flag` cannot have.
    package static func invalid(_ text: String, for flag: String, because reason: String) -> String
    {
        let names = flag == "v" ? "-v, --v" : "--\(flag)"
        return "invalid argument \(quote(text)) for \(quote(names)) flag: \(reason)"
    }

    /// `text` between double quotes, as Go prints it.
    package static func quote(_ text: String) -> String {
        GoQuote.quote(text)
    }
}
