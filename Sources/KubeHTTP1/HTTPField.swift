/// One field of a message.
package struct HTTPField: Hashable, Sendable {
    /// The name as it was sent.
    package let name: String
    /// The value without the blanks around it; nothing but text, so that it stays in its line.
    package let value: String

    /// A field whose value is known to be text.
    package init(name: String, text: String) {
        self.name = name
        value = text
    }

    /// A field with a blank for whatever may not stand in a value.
    ///
    /// A line end inside a value would let a client write fields of its own.
    package init(name: String, value: String) {
        let isText = value.utf8.allSatisfy(\.isFieldText)
        self.init(
            name: name,
            text: isText
                ? value
                : String(decoding: value.utf8.map { $0.isFieldText ? $0 : 0x20 }, as: UTF8.self))
    }

    /// Whether the name is `other`; case is ignored.
    package func isNamed(_ other: String) -> Bool {
        // Nearly all clients spell names as everybody does.
        name.utf8.count == other.utf8.count
            && (name == other || name.utf8.equalsIgnoringCase(other.utf8))
    }
}

// MARK: - In few bytes

extension HTTPField {
    /// The names that most answers have: a number is written for them.
    private static let usualNames = ["Audit-Id", "Content-Type"]

    /// Writes the field.
    func pack(into writer: inout PackedWriter) {
        guard let number = Self.usualNames.firstIndex(of: name) else {
            writer.append(nil as UInt64?)
            writer.append(name)
            return writer.append(value)
        }
        writer.append(UInt64(number) as UInt64?)
        writer.append(value)
    }

    /// Reads a field that `pack` has written.
    init(_ reader: inout PackedReader) {
        let number = reader.optionalNumber()
        let name = number.map { Self.usualNames[Int($0)] } ?? reader.text()
        self.init(name: name, text: reader.text())
    }
}
