/// A number that changes with anything that is fed into it, to notice what a disk has damaged.
///
/// SQLite checks how its pages hang together, but not what is written on them.
struct Checksum {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The number, as SQLite stores it.
    var value: Int64 { Int64(bitPattern: state) }

    /// Feeds in a number.
    mutating func combine(_ number: Int64) {
        mix(UInt64(bitPattern: number))
    }

    /// Feeds in a part of text, with its length.
    mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        mix(UInt64(bytes.count))
        var offset = 0
        while bytes.count - offset >= 8 {
            mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        for byte in bytes[offset...] { rest = rest << 8 | UInt64(byte) }
        mix(rest)
    }

    private mutating func mix(_ word: UInt64) {
        state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
        state ^= state >> 29
    }
}
