import KubeAPI
import KubeTime

/// Times in YAML, which the library that upstream writes with tells from strings (YML-001).
enum YAMLTimestamp {
    /// Whether `text` is a time: a date, alone or with a time of the day behind it.
    ///
    /// Behind `T` or `t` a zone must follow, behind a blank none may; months, days and what is
    /// smaller may have one digit.
    static func isSpelled(by text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count >= 8, bytes.prefix(4).allSatisfy({ 0x30...0x39 ~= $0 }),
            bytes.dropFirst(4).first == UInt8(ascii: "-")
        else { return false }
        let separator = text.first { $0 == "T" || $0 == "t" || $0 == " " }
        // Several blanks are as good as one.
        let day = text.prefix { $0 != " " }
        let rest = text.dropFirst(day.count).drop { $0 == " " }
        var reader = TimeReader(separator == " " ? "\(day) \(rest)" : text, "")
        return (try? reader.isTime(separator)) ?? false
    }
}

extension TimeReader {
    /// Reads all of the text, and says whether there is such a day.
    fileprivate mutating func isTime(_ separator: Character?) throws(TimeParseError) -> Bool {
        let date = CivilDate(
            year: try year(), month: try small(after: "-", in: 1...12),
            day: try small(after: "-", in: 0...99))
        if let separator {
            _ = try small(after: separator, in: 0...23)
            _ = try small(after: ":", in: 0...59)
            _ = try small(after: ":", in: 0...59)
            _ = skipFraction()
            if separator != " " { _ = try zoneOffset() }
        }
        try end()
        return date.isValid
    }

    private mutating func small(
        after literal: Character, in range: ClosedRange<Int>
    ) throws(TimeParseError) -> Int {
        try number(after: literal, "", in: range, "", allowsOneDigit: true)
    }
}
