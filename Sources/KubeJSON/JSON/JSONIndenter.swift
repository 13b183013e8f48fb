/// Spreads compact JSON over lines, as Go's `json.Indent` does with two blanks.
package enum JSONIndenter {
    /// The valid JSON `compact` with line breaks and two blanks a level, without a final newline.
    package static func indent(_ compact: [UInt8]) -> [UInt8] {
        var depth = 0
        return indent(compact, depth: &depth)
    }

    /// A part of such a JSON, between two of its tokens and not behind the bracket of something empty;
    /// `depth` is how deep the part before has led.
    package static func indent(_ compact: [UInt8], depth: inout Int) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(compact.count * 2)
        var rest = compact[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                if let next = rest.first, isClosing(next) {
                    // What is empty stays in one line.
                    output.append(rest.removeFirst())
                } else {
                    depth += 1
                    appendNewline(depth, to: &output)
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                appendNewline(depth, to: &output)
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                appendNewline(depth, to: &output)
            case UInt8(ascii: ":"): output.append(contentsOf: [byte, UInt8(ascii: " ")])
            case UInt8(ascii: "\""):
                output.append(byte)
                output.append(contentsOf: takeString(from: &rest))
            default: output.append(byte)
            }
        }
        return output
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    private static func appendNewline(_ depth: Int, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    /// Takes what is left of a string, with the quote at its end.
    private static func takeString(from rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = rest.startIndex
        while end < rest.endIndex, rest[end] != UInt8(ascii: "\"") {
            end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        end = min(end + 1, rest.endIndex)
        defer { rest = rest[end...] }
        return rest[..<end]
    }
}
