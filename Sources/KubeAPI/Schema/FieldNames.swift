/// The names of an object's fields in one piece, to look them up by bytes.
struct FieldNames: Sendable {
    private var bytes: [UInt8] = []

    /// Where each name begins in the bytes, and where the last one ends.
    private var starts = [0]

    init(_ names: [String]) {
        for name in names {
            bytes += name.utf8
            starts.append(bytes.count)
        }
    }

    /// Which name lies at `range` in `text`, looked for first at the position `expected`.
    func position(of range: Range<Int>, in text: [UInt8], from expected: Int) -> Int? {
        let count = starts.count - 1
        for position in expected..<count where isName(at: position, range, in: text) {
            return position
        }
        for position in 0..<expected where isName(at: position, range, in: text) {
            return position
        }
        return nil
    }

    private func isName(at position: Int, _ range: Range<Int>, in text: [UInt8]) -> Bool {
        let start = starts[position]
        guard starts[position + 1] - start == range.count else { return false }
        for offset in 0..<range.count
        where bytes[start + offset] != text[range.lowerBound + offset] {
            return false
        }
        return true
    }
}
