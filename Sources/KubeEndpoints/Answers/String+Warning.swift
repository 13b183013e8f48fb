extension String {
    /// Whether the text has characters that are not printed: those of Unicode's category `Cc`.
    var hasControls: Bool {
        unicodeScalars.contains { $0.value < 0x20 || 0x7F...0x9F ~= $0.value }
    }

    /// The text as it stands between quotes.
    var escaped: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }) else {
            return self
        }
        // Not by characters: a quote with a mark on it is another character, but still a quote.
        return unicodeScalars.reduce(into: "") { escaped, scalar in
            if scalar == "\\" || scalar == "\"" { escaped.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
    }
}
