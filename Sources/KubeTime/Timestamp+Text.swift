extension Timestamp {
    /// The instant in UTC, such as `2026-01-01T00:00:00Z`, or with six digits of fraction; for the years 0 to
    /// 9999.
    package func text(hasFraction: Bool) -> String {
        let (date, secondOfDay) = civil
        var text: [UInt8] = []
        text.reserveCapacity(27)
        let year = abs(date.year)
        text.append(twoDigitsOf: year / 100 % 100)
        text.append(twoDigitsOf: year % 100)
        text.append("-", twoDigitsOf: date.month)
        text.append("-", twoDigitsOf: date.day)
        text.append("T", twoDigitsOf: secondOfDay / 3600)
        text.append(":", twoDigitsOf: secondOfDay / 60 % 60)
        text.append(":", twoDigitsOf: secondOfDay % 60)
        if hasFraction {
            let fraction = Int(microseconds - seconds * 1_000_000)
            text.append(".", twoDigitsOf: fraction / 10_000)
            text.append(twoDigitsOf: fraction / 100 % 100)
            text.append(twoDigitsOf: fraction % 100)
        }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The seconds since 1970 of the instants that have a year of four digits.
    package static let writableSeconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}

extension Timestamp: CustomStringConvertible {
    /// The instant in UTC, such as `2026-01-01T00:00:00.000000Z`; for a year beyond 9999, or before 0, the
    /// microseconds since 1970.
    public var description: String {
        guard Self.writableSeconds.contains(seconds) else {
            return "\(microseconds) microseconds since 1970"
        }
        return text(hasFraction: true)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ separator: Unicode.Scalar, twoDigitsOf number: Int) {
        append(UInt8(ascii: separator))
        append(twoDigitsOf: number)
    }

    fileprivate mutating func append(twoDigitsOf number: Int) {
        append(UInt8(ascii: "0") + UInt8(number / 10))
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
