/// Which bytes of a text cannot stand in a JSON string as they are, as Go writes one.
enum JSONEscapes {
    /// Whether `byte` may have to be escaped.
    static func mayBeNeeded(for byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "&"):
            true
        // The first byte of the two line separators.
        case 0xE2: true
        default: false
        }
    }

    /// Whether some byte of `text` may have to be escaped.
    static func mayBeNeeded(in text: Span<UInt8>) -> Bool {
        var index = 0
        while let eight = EightBytes(text, at: index) {
            if mayBeNeeded(for: eight) { return true }
            index += 8
        }
        while index < text.count {
            if mayBeNeeded(for: text[index]) { return true }
            index += 1
        }
        return false
    }

    @inline(__always)
    private static func mayBeNeeded(for eight: EightBytes) -> Bool {
        let bits = eight.bits
        func finds(_ byte: UInt8, butFor bit: UInt8 = 0) -> UInt64 {
            EightBytes.highBits(
                of: (bits | EightBytes.repeated(bit)) ^ EightBytes.repeated(byte), below: 1)
        }
        // Quotation mark and ampersand differ in one bit, and so do less and greater.
        let found =
            EightBytes.highBits(of: bits, below: 0x20) | finds(0x26, butFor: 0x04)
            | finds(0x3E, butFor: 0x02) | finds(UInt8(ascii: "\\")) | finds(0xE2)
        return found != 0
    }
}
