import KubeJSON

/// Takes a time apart, piece by piece, with the errors of Go's `time.Parse`.
package struct TimeReader {
    private let text: String
    private let layout: String
    private let bytes: [UInt8]
    private var index = 0

    package init(_ text: String, _ layout: String) {
        self.text = text
        self.layout = layout
        bytes = Array(text.utf8)
    }

    /// Four digits.
    package mutating func year() throws(TimeParseError) -> Int {
        guard let year = digits(4, at: index) else { throw cannotParse("2006") }
        index += 4
        return year
    }

    /// A literal character and a number of two digits behind it.
    package mutating func number(
        after literal: Character, _ element: String, in range: ClosedRange<Int>, _ name: String,
        allowsOneDigit: Bool = false
    ) throws(TimeParseError) -> Int {
        guard index < bytes.count, bytes[index] == literal.asciiValue else {
            throw cannotParse(String(literal))
        }
        index += 1
        if let number = digits(2, at: index) {
            index += 2
            guard range.contains(number) else { throw outOfRange(name) }
            return number
        }
        guard allowsOneDigit, let number = digits(1, at: index) else { throw cannotParse(element) }
        index += 1
        guard range.contains(number) else { throw outOfRange(name) }
        return number
    }

    /// A dot or comma and six digits.
    mutating func microseconds() throws(TimeParseError) -> Int {
        guard isFractionMark(at: index), let number = digits(6, at: index + 1) else {
            throw cannotParse(".000000")
        }
        index += 7
        return number
    }

    /// Skips a fraction that the format does not ask for; Go reads it all the same.
    package mutating func skipFraction() -> Int {
        guard isFractionMark(at: index), digits(1, at: index + 1) != nil else { return 0 }
        index += 1
        while digits(1, at: index) != nil { index += 1 }
        return 0
    }

    /// The seconds that the zone is ahead of UTC: `Z`, or a sign with hours and minutes.
    package mutating func zoneOffset() throws(TimeParseError) -> Int {
        let element = "Z07:00"
        guard index < bytes.count else { throw cannotParse(element) }
        if bytes[index] == UInt8(ascii: "Z") {
            index += 1
            return 0
        }
        let isBehind = bytes[index] == UInt8(ascii: "-")
        guard isBehind || bytes[index] == UInt8(ascii: "+"), index + 6 <= bytes.count,
            bytes[index + 3] == UInt8(ascii: ":"), let hours = digits(2, at: index + 1),
            let minutes = digits(2, at: index + 4)
        else { throw cannotParse(element) }
        guard hours <= 24 else { throw outOfRange("time zone offset hour") }
        guard minutes <= 60 else { throw outOfRange("time zone offset minute") }
        index += 6
        return (hours * 60 + minutes) * (isBehind ? -60 : 60)
    }

    /// Nothing more.
    package func end() throws(TimeParseError) {
        guard index < bytes.count else { return }
        throw error(": extra text: \(GoQuote.quoteTime(rest))")
    }

    /// The error for a number that is too large or too small.
    func outOfRange(_ name: String) -> TimeParseError {
        error(": \(name) out of range")
    }
}

extension TimeReader {
    private var rest: String {
        String(decoding: bytes[min(index, bytes.count)...], as: UTF8.self)
    }

    private func digits(_ count: Int, at start: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[start..<start + count] {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    private func isFractionMark(at position: Int) -> Bool {
        position < bytes.count
            && (bytes[position] == UInt8(ascii: ".") || bytes[position] == UInt8(ascii: ","))
    }

    private func cannotParse(_ element: String) -> TimeParseError {
        error(
            " as \(GoQuote.quoteTime(layout)): cannot parse \(GoQuote.quoteTime(rest)) as \(GoQuote.quoteTime(element))"
        )
    }

    private func error(_ tail: String) -> TimeParseError {
        TimeParseError(message: "parsing time \(GoQuote.quoteTime(text))\(tail)")
    }
}
