/// Eight bytes of a text, looked at together.
struct EightBytes {
    /// The first byte is the lowest.
    let bits: UInt64

    /// Those at `index` in `text`; nil when that many do not follow.
    @inline(__always)
    init?(_ text: Span<UInt8>, at index: Int) {
        guard index >= 0, index <= text.count &- 8 else { return nil }
        // Written out so that it becomes one load, without any further check.
        bits =
            UInt64(text[index]) | UInt64(text[index &+ 1]) << 8
            | UInt64(text[index &+ 2]) << 16 | UInt64(text[index &+ 3]) << 24
            | UInt64(text[index &+ 4]) << 32 | UInt64(text[index &+ 5]) << 40
            | UInt64(text[index &+ 6]) << 48 | UInt64(text[index &+ 7]) << 56
    }

    /// The high bits of those that mean something in a JSON string: quotation marks, backslashes,
    /// controls; behind the first of them there may be more.
    var stringMarks: UInt64 {
        highBits(where: UInt8(ascii: "\"")) | highBits(where: UInt8(ascii: "\\"))
            | Self.highBits(of: bits, below: 0x20)
    }

    /// The high bits of those that are `byte`; behind the first of them there may be more.
    private func highBits(where byte: UInt8) -> UInt64 {
        Self.highBits(of: bits ^ Self.repeated(byte), below: 1)
    }

    /// Which of the eight has the first bit that is set; 8 when none is.
    static func first(of bits: UInt64) -> Int { bits.trailingZeroBitCount / 8 }

    /// The high bits of the bytes that are below `limit`; behind the first of them there may be more.
    static func highBits(of bytes: UInt64, below limit: UInt8) -> UInt64 {
        (bytes &- repeated(limit)) & ~bytes & repeated(0x80)
    }

    static func repeated(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }
}
