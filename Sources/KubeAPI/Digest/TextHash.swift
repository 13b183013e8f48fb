/// The hash of a text by FNV-1a, of 64 bits: the same in each run and on each machine, and known after each
/// byte.
package struct TextHash: Hashable, Sendable {
    /// The hash of the bytes so far.
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of an empty text.
    package init() {}

    /// The hash of `text`.
    package init(of text: String) {
        for byte in text.utf8 { combine(byte) }
    }

    /// Goes on with the next byte.
    package mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
