/// The value of a `Content-Type` as Go's `mime.ParseMediaType` reads it (NEG-013).
struct MediaType: Hashable {
    /// Type and subtype in lower case, without the parameters.
    let name: String

    /// Reads `text`; nil when it or its parameters are malformed, or when two parameters of one
    /// name differ.
    init?(_ text: String) {
        var reader = Reader(rest: text.utf8[...])
        guard let name = reader.name() else { return nil }
        var parameters: [String: String] = [:]
        while let (key, value) = reader.parameter() {
            guard parameters.updateValue(value, forKey: key) ?? value == value else { return nil }
        }
        guard reader.isAtEnd else { return nil }
        self.name = name
    }
}

extension MediaType {
    private struct Reader {
        var rest: Substring.UTF8View

        mutating func name() -> String? {
            skipBlanks()
            guard let type = token(), take("/"), let subtype = token() else { return nil }
            skipBlanks()
            guard rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
            return "\(type)/\(subtype)".lowercased()
        }

        /// The next parameter; nil where none can be read.
        mutating func parameter() -> (key: String, value: String)? {
            let start = rest
            skipBlanks()
            if take(";") {
                skipBlanks()
                if let key = token() {
                    skipBlanks()
                    if take("=") {
                        skipBlanks()
                        if let value = token() ?? quoted() { return (key.lowercased(), value) }
                    }
                }
            }
            rest = start
            return nil
        }

        /// Whether nothing follows but perhaps one semicolon.
        var isAtEnd: Bool {
            var reader = self
            reader.skipBlanks()
            _ = reader.take(";")
            reader.skipBlanks()
            return reader.rest.isEmpty
        }

        private mutating func token() -> String? {
            let token = rest.prefix(while: Self.isTokenCharacter)
            guard !token.isEmpty else { return nil }
            rest = rest[token.endIndex...]
            return String(Substring(token))
        }

        /// A text between quotes, in which a backslash protects what is special.
        private mutating func quoted() -> String? {
            guard take("\"") else { return nil }
            var text: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let next = rest.first, Self.isSpecial(next) else { fallthrough }
                    text.append(next)
                    rest.removeFirst()
                default: text.append(byte)
                }
            }
            return nil
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: scalar) else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func skipBlanks() {
            rest = rest.drop { $0 == UInt8(ascii: " ") || 0x09...0x0D ~= $0 }
        }

        private static func isTokenCharacter(_ byte: UInt8) -> Bool {
            0x21...0x7E ~= byte && !isSpecial(byte)
        }

        private static func isSpecial(_ byte: UInt8) -> Bool {
            #"()<>@,;:\"/[]?="#.utf8.contains(byte)
        }
    }
}
