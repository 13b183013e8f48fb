/// Reads bytes as text as Go does: every byte that is not part of valid UTF-8 becomes one U+FFFD,
/// where Swift would make one of a whole broken sequence.
package enum JSONText {
    /// The text in `bytes`.
    package static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        // Validating is slow, and hardly any text needs it.
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        return String(validating: bytes, as: UTF8.self)
            ?? String(decoding: repaired(bytes), as: UTF8.self)
    }

    private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var repaired: [UInt8] = []
        var rest = bytes
        while let first = rest.first {
            let length = (~first).leadingZeroBitCount
            let sequence = rest.prefix(max(1, length))
            if String(validating: sequence, as: UTF8.self) != nil {
                repaired += sequence
                rest.removeFirst(sequence.count)
            } else {
                repaired += "\u{FFFD}".utf8
                rest.removeFirst()
            }
        }
        return repaired
    }
}
