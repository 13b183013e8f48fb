/// The lines in front of a YAML document that start with `%`.
///
/// libyaml compares each with all others, so there must not be many.
enum YAMLDirectives {
    private static let countMax = 100

    /// Throws when the stream `bytes` starts with too many of them.
    static func check(_ bytes: [UInt8]) throws(YAMLError) {
        // In UTF-16 lines are hard to tell apart, and hardly anybody writes it.
        let isWide = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        var count = 0
        var isLineStart = true
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "%"), isLineStart || isWide {
                count += 1
                guard count <= countMax else {
                    throw YAMLError("yaml: document contains excessive directives")
                }
            }
            if isLineStart, !isWide, isContent(byte) { return }
            isLineStart = isLineEnd(byte, bytes[..<index]) || isLineStart && isByteOrderMark(byte)
        }
    }

    /// Whether the document begins with a line that starts with `byte`; no directive can follow.
    private static func isContent(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
            true
        default: false
        }
    }

    /// Whether `byte` ends a line: beside the usual breaks U+0085, U+2028 and U+2029 do.
    private static func isLineEnd(_ byte: UInt8, _ before: ArraySlice<UInt8>) -> Bool {
        switch byte {
        case 0x0A, 0x0D: true
        case 0x85: before.last == 0xC2
        case 0xA8, 0xA9: before.suffix(2).elementsEqual([0xE2, 0x80])
        default: false
        }
    }

    /// Whether `byte` is one of U+FEFF, which may stand in front of everything.
    private static func isByteOrderMark(_ byte: UInt8) -> Bool {
        byte == 0xEF || byte == 0xBB || byte == 0xBF
    }
}
