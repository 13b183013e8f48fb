/// The one source of randomness of a cluster: uids, generated names, jitter and tie-breaks.
///
/// SplitMix64: the same seed gives the same sequence on every machine.
package struct Random: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The sequence that `seed` stands for.
    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A random UUID (version 4) in lower case.
    package mutating func uuid() -> String {
        let high = next() & 0xFFFF_FFFF_FFFF_0FFF | 0x0000_0000_0000_4000
        let low = next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        var text = [UInt8](repeating: UInt8(ascii: "-"), count: 36)
        var digits = text.mutableSpan
        digits.write(hexDigitsOf: high >> 32, to: 0..<8)
        digits.write(hexDigitsOf: high >> 16, to: 9..<13)
        digits.write(hexDigitsOf: high, to: 14..<18)
        digits.write(hexDigitsOf: low >> 48, to: 19..<23)
        digits.write(hexDigitsOf: low, to: 24..<36)
        return String(decoding: text, as: UTF8.self)
    }

    /// `length` characters of the alphabet that Kubernetes uses for generated names, which leaves
    /// out vowels and look-alikes (`AM/util/rand`).
    package mutating func suffix(length: Int) -> String {
        let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
        let bytes = (0..<length).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension MutableSpan<UInt8> {
    /// Writes the last hexadecimal digits of `number` to `positions`.
    fileprivate mutating func write(hexDigitsOf number: UInt64, to positions: Range<Int>) {
        var (rest, position) = (number, positions.upperBound)
        while position > positions.lowerBound {
            position -= 1
            let digit = UInt8(truncatingIfNeeded: rest) & 15
            self[position] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            rest >>= 4
        }
    }
}
