/// Whole numbers as Go's `strconv` reads them, with its error texts.
package enum GoNumber {
    /// The number of `strconv.ParseInt(text, 10, 64)`.
    package static func signed<Failure>(
        _ text: String, orThrow failure: (String) -> Failure
    ) throws(Failure) -> Int64 {
        guard let number = Int64(text) else {
            throw failure(problem("ParseInt", text, isSigned: true))
        }
        return number
    }

    /// The number of `strconv.ParseUint(text, 10, 64)`.
    package static func unsigned<Failure>(
        _ text: String, orThrow failure: (String) -> Failure
    ) throws(Failure) -> UInt64 {
        // Swift reads a sign, also before zero; Go's ParseUint does not.
        guard !text.hasPrefix("+"), !text.hasPrefix("-"), let number = UInt64(text) else {
            throw failure(problem("ParseUint", text, isSigned: false))
        }
        return number
    }

    private static func problem(_ function: String, _ text: String, isSigned: Bool) -> String {
        var digits = text.utf8[...]
        if isSigned, let sign = digits.first, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign)
        {
            digits.removeFirst()
        }
        let isNumber =
            !digits.isEmpty
            && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        let reason = isNumber ? "value out of range" : "invalid syntax"
        return "strconv.\(function): parsing \(GoQuote.quote(text)): \(reason)"
    }
}
