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
        // About the size of a Lease.
        writer.bytes.reserveCapacity(512)
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

    /// Appends `mark`, one byte of the grammar.
    package mutating func write(mark: Unicode.Scalar) {
        bytes.append(UInt8(ascii: mark))
    }

    private mutating func write(_ elements: [JSONValue]) {
        bytes.append(UInt8(ascii: "["))
        for position in elements.indices {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(elements[position])
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
        for position in object.members.indices {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            write(string: object.members[position].key)
            bytes.append(UInt8(ascii: ":"))
            write(object.members[position].value)
        }
    }

    /// Appends `text` as a JSON string.
    package mutating func write(string text: String) {
        bytes.append(UInt8(ascii: "\""))
        // Hardly any text needs an escape.
        if text.utf8.withContiguousStorageIfAvailable({ appendPlain($0) }) != true {
            var text = text
            text.withUTF8 { write(escaping: $0) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends `text` unless a byte in it may need an escape; whether it did.
    private mutating func appendPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !JSONEscapes.mayBeNeeded(in: text.span) else { return false }
        bytes.append(contentsOf: text)
        return true
    }

    private mutating func write(escaping text: UnsafeBufferPointer<UInt8>) {
        var written = 0
        for index in text.indices where JSONEscapes.mayBeNeeded(for: text[index]) {
            let byte = text[index]
            guard byte != 0xE2 || Self.isSeparator(text[index...]) else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[written..<index]))
            if byte == 0xE2 {
                write(raw: text[index + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#)
                written = index + 3
            } else {
                write(escaped: byte)
                written = index + 1
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[written...]))
    }

    /// Whether `text` starts with U+2028 or U+2029.
    private static func isSeparator(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        text.starts(with: [0xE2, 0x80, 0xA8]) || text.starts(with: [0xE2, 0x80, 0xA9])
    }

    private mutating func write(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(raw: #"\""#)
        case UInt8(ascii: "\\"): write(raw: #"\\"#)
        case UInt8(ascii: "\n"): write(raw: #"\n"#)
        case UInt8(ascii: "\r"): write(raw: #"\r"#)
        case UInt8(ascii: "\t"): write(raw: #"\t"#)
        case 0x08: write(raw: #"\b"#)
        case 0x0C: write(raw: #"\f"#)
        default:
            let digits: StaticString = "0123456789abcdef"
            write(raw: #"\u00"#)
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
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

    /// Appends a part of JSON that is encoded already.
    package mutating func write(encoded json: ArraySlice<UInt8>) {
        bytes.append(contentsOf: json)
    }
}
