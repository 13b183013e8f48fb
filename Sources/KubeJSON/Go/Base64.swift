/// Base64 (RFC 4648) as Go's `encoding/base64` writes and reads it.
package struct Base64: Sendable {
    private let alphabet: [UInt8]
    private let isPadded: Bool

    /// Go's `StdEncoding`: with `+` and `/`, padded.
    package static let standard = Base64(.standard, isPadded: true)

    /// Go's `RawURLEncoding`: with `-` and `_`, not padded.
    package static let rawURL = Base64(.url, isPadded: false)

    /// Which digits stand for 62 and 63.
    package enum Alphabet: Sendable {
        case standard
        case url
    }

    package init(_ alphabet: Alphabet, isPadded: Bool) {
        let common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        self.alphabet = Array((common + (alphabet == .url ? "-_" : "+/")).utf8)
        self.isPadded = isPadded
    }

    /// The text that stands for `bytes`.
    package func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            let bits =
                Int(bytes[start]) << 16 | (count > 1 ? Int(bytes[start + 1]) << 8 : 0)
                | (count > 2 ? Int(bytes[start + 2]) : 0)
            for digit in 0..<4 {
                if digit <= count {
                    text.append(alphabet[bits >> (18 - 6 * digit) & 63])
                } else if isPadded {
                    text.append(Self.padding)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let padding = UInt8(ascii: "=")
}

// MARK: - Decoding

extension Base64 {
    /// What Go says of a text that is not base64 (`CorruptInputError`).
    package struct DecodingError: Error, Hashable, CustomStringConvertible {
        /// Where the text stops being base64.
        package let position: Int

        package var description: String { "illegal base64 data at input byte \(position)" }
    }

    /// The bytes that `text` stands for; line breaks are skipped, and bits beyond the last byte do
    /// not count.
    package func decode(_ text: String) throws(DecodingError) -> [UInt8] {
        let text = Array(text.utf8)
        var bytes: [UInt8] = []
        var index = 0
        while true {
            let group = try digits(of: text, at: &index)
            let bits = group.reduce(0) { $0 << 6 | $1 } << (6 * (4 - group.count))
            bytes += [16, 8, 0].prefix(max(group.count - 1, 0)).map {
                UInt8(truncatingIfNeeded: bits >> $0)
            }
            guard group.count == 4 else { return bytes }
        }
    }

    /// The next four digits of `text`, fewer at its end (Go's `decodeQuantum`).
    private func digits(of text: [UInt8], at index: inout Int) throws(DecodingError) -> [Int] {
        var digits: [Int] = []
        while digits.count < 4 {
            skipLineBreaks(of: text, at: &index)
            guard index < text.count else {
                if digits.isEmpty || !isPadded && digits.count > 1 { return digits }
                throw DecodingError(position: index - digits.count)
            }
            guard let digit = alphabet.firstIndex(of: text[index]) else {
                try endOfPadded(text, after: digits.count, at: &index)
                return digits
            }
            digits.append(digit)
            index += 1
        }
        return digits
    }

    /// Reads the padding behind the last `count` digits, and whatever must not follow it.
    private func endOfPadded(
        _ text: [UInt8], after count: Int, at index: inout Int
    ) throws(DecodingError) {
        guard isPadded, text[index] == Self.padding, count > 1 else {
            throw DecodingError(position: index)
        }
        index += 1
        if count == 2 {
            skipLineBreaks(of: text, at: &index)
            guard index < text.count else { throw DecodingError(position: index) }
            // Go points at what stands before the byte that should have been padding.
            guard text[index] == Self.padding else { throw DecodingError(position: index - 1) }
            index += 1
        }
        skipLineBreaks(of: text, at: &index)
        guard index == text.count else { throw DecodingError(position: index) }
    }

    private func skipLineBreaks(of text: [UInt8], at index: inout Int) {
        while index < text.count, text[index] == 0x0A || text[index] == 0x0D { index += 1 }
    }
}
