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

    /// How many of the bytes come before the first that is `byte`; 8 when none is.
    func count(before byte: UInt8) -> Int {
        let isThere = Self.highBits(of: bits ^ Self.repeated(byte), below: 1)
        return isThere.trailingZeroBitCount / 8
    }

    /// How many bytes are the same before the first that is another one in `other`.
    func count(sharedWith other: EightBytes) -> Int {
        (bits ^ other.bits).trailingZeroBitCount / 8
    }

    /// The high bits of the bytes that are below `limit`; behind the first of them there may be more.
    static func highBits(of bytes: UInt64, below limit: UInt8) -> UInt64 {
        (bytes &- repeated(limit)) & ~bytes & repeated(0x80)
    }

    static func repeated(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }
}
