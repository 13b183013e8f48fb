extension String {
    /// Whether the text has characters that are not printed.
    var hasControls: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// The text as it stands between quotes.
    var escaped: String {
        // Not by characters: a quote with a mark on it is another character, but still a quote.
        unicodeScalars.reduce(into: "") { escaped, scalar in
            if scalar == "\\" || scalar == "\"" { escaped.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
    }
}
