/// Strings between double quotes as Go's `strconv.Quote` prints them.
package enum GoQuote {
    /// `text` as a Go string literal.
    package static func quote(_ text: String) -> String {
        // Nearly every text stands for itself.
        guard !text.utf8.allSatisfy(isPlain) else { return "\"\(text)\"" }
        var quoted = "\""
        for scalar in text.unicodeScalars { quoted += escaped(scalar) }
        return quoted + "\""
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        0x20...0x7E ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// `bytes` as a Go string literal; those that are no UTF-8 are shown in hexadecimal.
    package static func quote(_ bytes: [UInt8]) -> String {
        var quoted = "\""
        var rest = bytes[...]
        while let byte = rest.first {
            let text = (1...4).lazy.compactMap { length in
                String(validating: rest.prefix(length), as: UTF8.self)
            }.first
            guard let scalar = text?.unicodeScalars.first else {
                quoted += #"\x"# + String(hexadecimal: byte, digits: 2)
                rest.removeFirst()
                continue
            }
            quoted += escaped(scalar)
            rest.removeFirst(UTF8.width(scalar))
        }
        return quoted + "\""
    }

    /// `text` as Go's `time` package quotes it in errors: every byte that is no printable ASCII
    /// character is shown in hexadecimal.
    package static func quoteTime(_ text: String) -> String {
        var quoted = "\""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(Character(scalar))
            case "\u{20}"..<"\u{80}": quoted.unicodeScalars.append(scalar)
            default: quoted += #"\x"# + String(hexadecimal: scalar.value, digits: 2)
            }
        }
        return quoted + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": #"\""#
        case "\\": #"\\"#
        case "\u{07}": #"\a"#
        case "\u{08}": #"\b"#
        case "\u{0C}": #"\f"#
        case "\n": #"\n"#
        case "\r": #"\r"#
        case "\t": #"\t"#
        case "\u{0B}": #"\v"#
        case _ where isPrintable(scalar): String(Character(scalar))
        case _ where scalar.value < 0x80: #"\x"# + String(hexadecimal: scalar.value, digits: 2)
        case _ where scalar.value < 0x10000: #"\u"# + String(hexadecimal: scalar.value, digits: 4)
        default: #"\U"# + String(hexadecimal: scalar.value, digits: 8)
        }
    }

    /// Whether Go's `strconv.IsPrint` holds: letters, marks, numbers, punctuation, symbols and the
    /// blank.
    package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        default: return true
        }
    }
}
