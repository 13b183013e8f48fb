extension ArraySlice<UInt8> {
    /// Whether these are extensions behind the size of a chunk, or nothing (RFC 9112, 7.1.1):
    /// `; name`, `; name=token` or `; name="text"`, again and again.
    var areChunkExtensions: Bool {
        var rest = self
        while !rest.isEmpty {
            rest = rest.drop(while: \.isBlank)
            guard rest.popFirst() == UInt8(ascii: ";") else { return false }
            rest = rest.drop(while: \.isBlank)
            guard rest.takeToken() else { return false }
            let behind = rest.drop(while: \.isBlank)
            guard behind.first == UInt8(ascii: "=") else { continue }
            rest = behind.dropFirst().drop(while: \.isBlank)
            guard rest.first == UInt8(ascii: "\"") ? rest.takeQuotedText() : rest.takeToken() else {
                return false
            }
        }
        return true
    }

    /// Takes a token away; false where there is none.
    private mutating func takeToken() -> Bool {
        let end = firstIndex { !$0.isTokenCharacter } ?? endIndex
        defer { self = self[end...] }
        return end > startIndex
    }

    /// Takes away what stands in quotation marks; false where they are not closed.
    private mutating func takeQuotedText() -> Bool {
        removeFirst()
        while let byte = popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard popFirst()?.isFieldText == true else { return false }
            default: guard byte.isFieldText else { return false }
            }
        }
        return false
    }
}
