/// Spreads compact JSON over lines, as Go's `json.Indent` does with two blanks.
package enum JSONIndenter {
    /// The valid JSON `compact` with line breaks and two blanks a level, without a final newline.
    package static func indent(_ compact: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(compact.count * 2)
        var depth = 0
        var isInString = false
        var isEscaped = false
        var needsIndent = false

        func newline(_ depth: Int) {
            output.append(UInt8(ascii: "\n"))
            for _ in 0..<depth * 2 { output.append(UInt8(ascii: " ")) }
        }

        for byte in compact {
            if isInString {
                output.append(byte)
                isInString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            let isClosing = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            if needsIndent, !isClosing { newline(depth) }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                output.append(byte)
                needsIndent = true
                continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if !needsIndent { newline(depth) }
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                newline(depth)
            case UInt8(ascii: ":"):
                output.append(contentsOf: [byte, UInt8(ascii: " ")])
            default:
                output.append(byte)
                isInString = byte == UInt8(ascii: "\"")
            }
            needsIndent = false
        }
        return output
    }
}
