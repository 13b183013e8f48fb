import KubeJSON
package import KubeTime

/// Instants as Kubernetes spells them (`AM/apis/meta/v1/{time,micro_time}.go`).
package enum TimeFormat: Sendable {
    /// `metav1.Time`: whole seconds, a fraction is cut off.
    case seconds
    /// `metav1.MicroTime`: exactly six digits of fraction.
    case microseconds

    /// The instant that Go calls zero, 0001-01-01T00:00:00Z, which is encoded as null.
    package static let zeroInstant = Timestamp(seconds: -62_135_596_800)

    /// Seconds since 1970 of the instants that the formats can spell: years 0 to 9999.
    static let writableSeconds = Timestamp.writableSeconds

    /// The format as Go's `time` package writes it; errors quote it.
    var layout: String {
        switch self {
        case .seconds: "2006-01-02T15:04:05Z07:00"
        case .microseconds: "2006-01-02T15:04:05.000000Z07:00"
        }
    }
}

// MARK: - Writing

extension TimeFormat {
    /// `instant` in UTC.
    package func format(_ instant: Timestamp) -> String {
        instant.text(hasFraction: self == .microseconds)
    }
}

// MARK: - Reading

extension TimeFormat {
    /// The instant that `text` spells; nil when it is not in this format.
    package func parse(_ text: String) -> Timestamp? {
        try? read(text)
    }

    /// The instant that `text` spells; throws what Go's `time.Parse` says otherwise.
    ///
    /// An instant that the zone moves out of the years that can be written is refused too, and not
    /// shown as another one (JSN-006).
    package func read(_ text: String) throws(TimeParseError) -> Timestamp {
        var reader = TimeReader(text, layout)
        let year = try reader.year()
        let month = try reader.number(after: "-", "01", in: 1...12, "month")
        let day = try reader.number(after: "-", "02", in: 0...99, "day")
        let hour = try reader.number(after: "T", "15", in: 0...23, "hour", allowsOneDigit: true)
        let minute = try reader.number(after: ":", "04", in: 0...59, "minute")
        let second = try reader.number(after: ":", "05", in: 0...59, "second")
        let microseconds =
            self == .microseconds ? try reader.microseconds() : reader.skipFraction()
        let offset = try reader.zoneOffset()
        try reader.end()
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid else { throw reader.outOfRange("day") }
        let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
        guard Self.writableSeconds.contains(Int64(seconds)) else {
            throw TimeParseError(message: ProtobufError.yearOutOfRange.message)
        }
        return Timestamp(microseconds: Int64(seconds) * 1_000_000 + Int64(microseconds))
    }
}
