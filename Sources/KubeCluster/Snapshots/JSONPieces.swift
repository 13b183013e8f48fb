/// Where the objects stand in a text that holds nothing else, one behind the other.
struct JSONPieces {
    /// The objects, and the line of the text in which each begins, from 1; nil when there is something
    /// else in the text.
    private(set) var pieces: [(range: Range<Int>, line: Int)]? = []

    private var depth = 0
    private var start = (position: 0, line: 1)

    /// Looks for the objects in `text`.
    init(_ text: [UInt8]) {
        var line = 1
        var isInString = false
        var isEscaped = false
        for (position, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isInString {
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "\""), depth > 0 {
                isInString = true
            } else if !take(byte, at: position, in: line) {
                pieces = nil
                return
            }
        }
        if depth > 0 || pieces?.isEmpty == true { pieces = nil }
    }

    /// Takes a byte outside of strings; returns false for one that no such text has there.
    private mutating func take(_ byte: UInt8, at position: Int, in line: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "{"):
            if depth == 0 { start = (position, line) }
            depth += 1
        case UInt8(ascii: "}") where depth > 0:
            depth -= 1
            if depth == 0 { pieces?.append((start.position..<position + 1, start.line)) }
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): break
        default: return depth > 0
        }
        return true
    }
}
