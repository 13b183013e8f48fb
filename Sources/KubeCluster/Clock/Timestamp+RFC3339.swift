import KubeAPI
public import KubeTime

extension Timestamp {
    /// The instant that `text` spells, such as `2026-01-01T00:00:00Z`, with six digits of fraction
    /// or without one; nil when it spells none.
    public init?(rfc3339 text: String) {
        let format: TimeFormat = text.utf8.contains(UInt8(ascii: ".")) ? .microseconds : .seconds
        guard let instant = format.parse(text) else { return nil }
        self = instant
    }

    /// The instant as the control API writes it, in UTC: `2026-01-01T00:00:00.000000Z`.
    public var rfc3339: String { TimeFormat.microseconds.format(self) }
}
