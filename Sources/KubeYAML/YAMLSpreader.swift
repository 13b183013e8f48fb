import KubeJSON

/// Spreads compact JSON over the lines of a YAML document, without reading it into a tree: objects
/// that are stored are told in YAML as fast as in JSON.
///
/// Members keep their order. Strings are unquoted where nothing could take them for anything else.
package struct YAMLSpreader {
    private let json: [UInt8]
    private var position: Int
    private var output: [UInt8] = []

    /// The name of members whose value stays in one line, since nobody reads it.
    private let compactName: [UInt8]

    /// The lines of the members in `json`: compact JSON of an object, of which everything before
    /// `start` is left out, and the first brace too.
    ///
    /// What a member called `compactName` holds stays in one line.
    package static func spread(
        membersOf json: [UInt8], from start: Int = 0, keepingCompact compactName: String = ""
    ) -> [UInt8] {
        var spreader = YAMLSpreader(
            json: json, position: start, compactName: Array(compactName.utf8))
        spreader.output.reserveCapacity(json.count * 2)
        spreader.writeMembers(depth: 0)
        return spreader.output
    }

    private init(json: [UInt8], position: Int, compactName: [UInt8]) {
        self.json = json
        self.position = position
        self.compactName = compactName
    }
}

// MARK: - Collections

extension YAMLSpreader {
    private var byte: UInt8 { json[position] }

    /// Writes the members up to the brace at their end; the first one `continuesLine`.
    private mutating func writeMembers(depth: Int, continuesLine: Bool = false) {
        var isIndented = continuesLine
        while byte != UInt8(ascii: "}") {
            if byte == UInt8(ascii: ",") { position += 1 }
            if !isIndented { indent(depth) }
            isIndented = false
            let name = takeString()
            writeString(name)
            output.append(UInt8(ascii: ":"))
            position += 1
            writeValue(
                depth: depth,
                isCompact: json[name].dropFirst().dropLast().elementsEqual(compactName))
        }
        position += 1
    }

    /// Writes the value of a member, and ends its line.
    private mutating func writeValue(depth: Int, isCompact: Bool) {
        let isEmpty =
            json[position + 1] == UInt8(ascii: "}") || json[position + 1] == UInt8(ascii: "]")
        switch byte {
        case UInt8(ascii: "{") where !isEmpty && !isCompact:
            position += 1
            endLine()
            writeMembers(depth: depth + 1)
        case UInt8(ascii: "[") where !isEmpty && !isCompact:
            position += 1
            endLine()
            writeElements(depth: depth)
        default:
            output.append(UInt8(ascii: " "))
            writeInLine()
            endLine()
        }
    }

    /// Writes the elements up to the bracket at their end.
    private mutating func writeElements(depth: Int) {
        while byte != UInt8(ascii: "]") {
            if byte == UInt8(ascii: ",") { position += 1 }
            indent(depth)
            output.append(UInt8(ascii: "-"))
            output.append(UInt8(ascii: " "))
            if byte == UInt8(ascii: "{"), json[position + 1] != UInt8(ascii: "}") {
                position += 1
                writeMembers(depth: depth + 1, continuesLine: true)
            } else {
                writeInLine()
                endLine()
            }
        }
        position += 1
    }

    /// Writes a value as it stands, but for what YAML does not read as JSON does.
    private mutating func writeInLine() {
        switch byte {
        case UInt8(ascii: "\""): writeString(takeString())
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            var depth = 0
            repeat {
                switch byte {
                case UInt8(ascii: "\""): writeQuoted(takeString())
                case let byte:
                    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
                    if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
                    output.append(byte)
                    position += 1
                }
            } while depth > 0
        default:
            while !Self.isEnd(byte) {
                output.append(byte)
                position += 1
            }
        }
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    private mutating func indent(_ depth: Int) {
        for _ in 0..<depth * 2 { output.append(UInt8(ascii: " ")) }
    }

    private mutating func endLine() { output.append(UInt8(ascii: "\n")) }
}

// MARK: - Strings

extension YAMLSpreader {
    /// The words that YAML does not read as strings, or that some of its readers do not.
    private static let reserved: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null",
    ]

    /// Takes a string with its quotes.
    private mutating func takeString() -> Range<Int> {
        let start = position
        position += 1
        while byte != UInt8(ascii: "\"") {
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
        return start..<position
    }

    private mutating func writeString(_ string: Range<Int>) {
        let text = string.dropFirst().dropLast()
        guard isPlain(text) else { return writeQuoted(string) }
        output.append(contentsOf: json[text])
    }

    /// Whether the text can stand without quotes: a word that begins with a letter.
    private func isPlain(_ text: Range<Int>) -> Bool {
        guard let first = text.first, Self.isLetter(json[first]) else { return false }
        for position in text where !Self.isLetter(json[position]) {
            switch json[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "/"):
                continue
            default: return false
            }
        }
        return text.count > 5
            || !Self.reserved.contains(
                String(decoding: json[text], as: UTF8.self).lowercased())
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    /// Writes a string with its quotes: what JSON escapes is escaped in the same way in YAML, which
    /// does not take some other characters as they are.
    private mutating func writeQuoted(_ string: Range<Int>) {
        guard json[string].contains(where: { $0 >= 0x7F }) else {
            output.append(contentsOf: json[string])
            return
        }
        for scalar in String(decoding: json[string], as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
                output.append(contentsOf: "\\u\(String(hexadecimal: scalar.value, digits: 4))".utf8)
            default: output.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}
