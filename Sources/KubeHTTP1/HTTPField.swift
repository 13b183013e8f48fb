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
