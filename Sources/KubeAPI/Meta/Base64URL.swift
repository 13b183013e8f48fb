/// Base64 in the alphabet for URLs, without padding (Go's `base64.RawURLEncoding`).
enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Where the text stops being base64.
    struct DecodingError: Error {
        let position: Int
    }

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(buffer >> UInt32(bits)) & 63])
            }
            buffer &= 63
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(6 - bits)) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: String) -> Result<[UInt8], DecodingError> {
        // As Go's decoder, line breaks are skipped.
        let digits = text.utf8.enumerated().filter { $0.element != 0x0A && $0.element != 0x0D }
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for (position, character) in digits {
            guard let value = alphabet.firstIndex(of: character) else {
                return .failure(DecodingError(position: position))
            }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
                buffer &= (1 << UInt32(bits)) - 1
            }
        }
        // A lone last character holds no whole byte; Go reports the start of its group.
        guard digits.count % 4 != 1 else {
            return .failure(DecodingError(position: text.utf8.count - 1))
        }
        return .success(bytes)
    }
}
