/// A length of time as Go's `time.Duration` reads, counts and prints it: whole nanoseconds in 64
/// bits.
package struct GoDuration: Hashable, Comparable, Sendable {
    /// The length; negative durations point to the past.
    package var nanoseconds: Int64

    /// The duration of `nanoseconds`.
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static func < (left: GoDuration, right: GoDuration) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The same length as Swift's own type.
    package var duration: Duration { .nanoseconds(nanoseconds) }

    /// `duration` in whole nanoseconds, truncated; saturates at the ends of the range.
    package init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        nanoseconds = overflow || carry ? (seconds < 0 ? .min : .max) : sum
    }
}

// MARK: - Reading

extension GoDuration {
    /// What is wrong with a text that is no duration, in the words of `time.ParseDuration`.
    package struct ParseError: Error, Hashable, CustomStringConvertible {
        package let description: String

        fileprivate static func invalid(_ text: String) -> ParseError {
            ParseError(description: "time: invalid duration " + GoQuote.quoteTime(text))
        }

        fileprivate static func missingUnit(in text: String) -> ParseError {
            ParseError(description: "time: missing unit in duration " + GoQuote.quoteTime(text))
        }

        fileprivate static func unknownUnit(_ unit: String, in text: String) -> ParseError {
            ParseError(
                description: "time: unknown unit \(GoQuote.quoteTime(unit)) in duration "
                    + GoQuote.quoteTime(text))
        }
    }

    /// Reads `15s`, `1m30s`, `-1.5h`, `300ms`: signed decimal numbers, each with a unit.
    package init(parsing text: String) throws(ParseError) {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual("0".utf8) {
            self.init(nanoseconds: 0)
            return
        }
        guard !rest.isEmpty else { throw .invalid(text) }
        var total: UInt64 = 0
        while !rest.isEmpty {
            let term = try Self.term(from: &rest, in: text)
            let (sum, overflow) = total.addingReportingOverflow(term)
            guard !overflow, sum <= Int64.min.magnitude else { throw .invalid(text) }
            total = sum
        }
        guard isNegative || total < Int64.min.magnitude else { throw .invalid(text) }
        self.init(nanoseconds: isNegative ? Int64(truncatingIfNeeded: 0 &- total) : Int64(total))
    }

    /// Reads one number with its unit, in nanoseconds.
    private static func term(
        from rest: inout Substring.UTF8View, in text: String
    ) throws(ParseError) -> UInt64 {
        let whole = digits(from: &rest)
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = digits(from: &rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { throw .invalid(text) }
        let unit = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
        rest = rest[unit.endIndex...]
        guard !unit.isEmpty else { throw .missingUnit(in: text) }
        let name = String(Substring(unit))
        guard let length = unitNanoseconds(name) else { throw .unknownUnit(name, in: text) }
        let count = whole.isEmpty ? 0 : UInt64(Substring(whole))
        guard let count, count <= Int64.min.magnitude / length else { throw .invalid(text) }
        return count * length + nanoseconds(fraction: fraction, of: length)
    }

    /// The part of `length` that the digits after a decimal point stand for, truncated.
    ///
    /// Digits beyond what 63 bits can hold are dropped, as Go does.
    private static func nanoseconds(fraction: Substring.UTF8View, of length: UInt64) -> UInt64 {
        var numerator: UInt64 = 0
        var denominator = 1.0
        for digit in fraction {
            guard numerator <= (Int64.min.magnitude - 1) / 10 else { break }
            let next = numerator * 10 + UInt64(digit - UInt8(ascii: "0"))
            guard next <= Int64.min.magnitude else { break }
            numerator = next
            denominator *= 10
        }
        return UInt64(Double(numerator) * (Double(length) / denominator))
    }

    private static func digits(from rest: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return digits
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func unitNanoseconds(_ name: String) -> UInt64? {
        switch name {
        case "ns": 1
        // The second is U+00B5, the micro sign; the third is U+03BC, the Greek letter.
        case "us", "\u{B5}s", "\u{3BC}s": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        default: nil
        }
    }
}

// MARK: - Printing

extension GoDuration: CustomStringConvertible {
    /// The shortest form Go prints: `1m30s`, `1.5s`, `2ms`, `0s`.
    package var description: String {
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        switch magnitude {
        case 0: return "0s"
        case ..<1_000: return "\(sign)\(magnitude)ns"
        case ..<1_000_000: return sign + Self.decimal(magnitude, scale: 1_000) + "µs"
        case ..<1_000_000_000: return sign + Self.decimal(magnitude, scale: 1_000_000) + "ms"
        default: return sign + Self.clock(magnitude)
        }
    }

    private static func clock(_ nanoseconds: UInt64) -> String {
        let (minutes, rest) = nanoseconds.quotientAndRemainder(dividingBy: 60_000_000_000)
        let seconds = decimal(rest, scale: 1_000_000_000) + "s"
        if minutes == 0 { return seconds }
        if minutes < 60 { return "\(minutes)m" + seconds }
        return "\(minutes / 60)h\(minutes % 60)m" + seconds
    }

    /// `value / scale`, without trailing zeros; `scale` is a power of ten.
    private static func decimal(_ value: UInt64, scale: UInt64) -> String {
        let (whole, rest) = value.quotientAndRemainder(dividingBy: scale)
        guard rest > 0 else { return "\(whole)" }
        // The leading one keeps the zeros after the point.
        var digits = "\(scale + rest)".dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(whole).\(digits)"
    }
}
