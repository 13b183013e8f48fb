/// Writes JSON as Go's `encoding/json` does: compact, members in their order, `<`, `>`, `&` and the
/// two Unicode line separators escaped.
package struct JSONWriter {
    package private(set) var bytes: [UInt8]

    /// A writer that continues `bytes`.
    package init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// The compact encoding of `value`.
    package static func encode(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }

    /// The compact encoding of `value` as text.
    package static func text(_ value: JSONValue) -> String {
        String(decoding: encode(value), as: UTF8.self)
    }

    /// Appends `value`.
    package mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(raw: "null")
        case .bool(let value): write(raw: value ? "true" : "false")
        case .number(let number): bytes.append(contentsOf: number.literal.utf8)
        case .string(let string): write(string: string.text)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    /// Appends `text` as it is.
    package mutating func write(raw text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func write(_ elements: [JSONValue]) {
        bytes.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Appends `object`.
    package mutating func write(_ object: JSONObject) {
        bytes.append(UInt8(ascii: "{"))
        writeMembers(of: object)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends the members of `object`, without the braces around them.
    package mutating func writeMembers(of object: JSONObject) {
        for (position, member) in object.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(string: member.key)
            bytes.append(UInt8(ascii: ":"))
            write(member.value)
        }
    }

    /// Appends `text` as a JSON string.
    package mutating func write(string text: String) {
        bytes.append(UInt8(ascii: "\""))
        let needsEscapes = text.utf8.contains { byte in
            // 0xE2 starts the two line separators.
            byte < 0x20 || byte == 0xE2
                || [0x22, 0x5C, 0x3C, 0x3E, 0x26].contains(byte)
        }
        if needsEscapes {
            for scalar in text.unicodeScalars { write(escaped: scalar) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(escaped scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": write(raw: #"\""#)
        case "\\": write(raw: #"\\"#)
        case "\n": write(raw: #"\n"#)
        case "\r": write(raw: #"\r"#)
        case "\t": write(raw: #"\t"#)
        case "\u{08}": write(raw: #"\b"#)
        case "\u{0C}": write(raw: #"\f"#)
        case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{00}"..<" ":
            let digits = String(scalar.value, radix: 16)
            write(raw: #"\u"#)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
            bytes.append(contentsOf: digits.utf8)
        default: bytes.append(contentsOf: String(Character(scalar)).utf8)
        }
    }
}

extension JSONWriter {
    /// Makes room for `count` more bytes.
    package mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    /// Appends JSON that is encoded already.
    package mutating func write(encoded json: [UInt8]) {
        bytes.append(contentsOf: json)
    }
}
