/// Takes JSON apart token by token, as long as nothing about it is unusual.
package struct PlainScanner {
    /// Why a document has to be looked at more closely: for any reason.
    package struct Unusual: Error {
        package init() {}
    }

    /// How deep objects and lists are nested at most.
    package static let depthMax = 100

    package let bytes: [UInt8]
    private var index = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

// MARK: - Structure

extension PlainScanner {
    /// Takes `mark`.
    package mutating func take(_ mark: Unicode.Scalar) throws(Unusual) {
        guard takes(mark) else { throw Unusual() }
    }

    /// Takes `mark` if it comes next.
    package mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    /// Takes a comma, after which more comes, or else `closing`.
    package mutating func goesOn(until closing: Unicode.Scalar) throws(Unusual) -> Bool {
        if takes(",") { return true }
        try take(closing)
        return false
    }

    /// Takes the name of a member and the colon behind it.
    package mutating func key() throws(Unusual) -> Range<Int> {
        let name = try string()
        try take(":")
        return name
    }

    /// Nothing more comes.
    package mutating func end() throws(Unusual) {
        skipBlanks()
        guard index == bytes.count else { throw Unusual() }
    }

    private mutating func skipBlanks() {
        index = endOfBlanks(from: index)
    }

    private func endOfBlanks(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return index
            }
        }
        return index
    }
}

// MARK: - Values

extension PlainScanner {
    /// Takes a string without escapes; where its text lies.
    package mutating func string() throws(Unusual) -> Range<Int> {
        try take("\"")
        let (start, end) = (index, bytes.indexOfStringMark(from: index))
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { throw Unusual() }
        index = end + 1
        return start..<end
    }

    /// Takes a string.
    package mutating func text() throws(Unusual) -> String {
        try text(at: try string())
    }

    /// The text at `range`, which must be valid UTF-8.
    package func text(at range: Range<Int>) throws(Unusual) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw Unusual() }
        return text
    }

    /// Whether `text` lies at `range`.
    package func holds(_ text: String, at range: Range<Int>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        let isSame = text.utf8.withContiguousStorageIfAvailable { text in
            for offset in text.indices where text[offset] != bytes[range.lowerBound + offset] {
                return false
            }
            return true
        }
        return isSame ?? text.utf8.elementsEqual(bytes[range])
    }

    /// Takes a truth value.
    package mutating func bool() throws(Unusual) -> Bool {
        if takes(word: "true") { return true }
        guard takes(word: "false") else { throw Unusual() }
        return false
    }

    /// Takes `word` if it comes next.
    package mutating func takes(word: StaticString) -> Bool {
        skipBlanks()
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for offset in index..<end where bytes[offset] != word.utf8Start[offset - index] {
            return false
        }
        index = end
        return true
    }

    /// Takes a whole number of `range` that is spelled as such.
    package mutating func integer(in range: ClosedRange<Int64>) throws(Unusual) -> JSONNumber {
        skipBlanks()
        let start = index
        while index < bytes.count, Self.isInNumber(bytes[index]) { index += 1 }
        let literal = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let integer = Int64(literal), range.contains(integer), String(integer) == literal
        else { throw Unusual() }
        return JSONNumber(literal: literal)
    }

    private static func isInNumber(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
    }
}

// MARK: - What is known

extension PlainScanner {
    /// Takes a value if it is the same as that at `start` in `known`, which is valid JSON without
    /// blanks; where the value ends there.
    ///
    /// A null is not the same, since it does not mean the same everywhere.
    package mutating func passes(_ known: [UInt8], from start: Int) -> Int? {
        var index = index
        var knownIndex = start
        var depth = 0
        repeat {
            index = endOfBlanks(from: index)
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            guard byte == known[knownIndex] else { return nil }
            switch byte {
            case UInt8(ascii: "\""):
                guard passesString(known, &knownIndex, &index) else { return nil }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                guard depth <= Self.depthMax else { return nil }
                index += 1
                knownIndex += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                index += 1
                knownIndex += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                index += 1
                knownIndex += 1
            case UInt8(ascii: "n"): return nil
            default:
                guard passesWord(known, &knownIndex, &index) else { return nil }
            }
        } while depth > 0
        self.index = index
        return knownIndex
    }

    /// Passes over a string that is the same at both places.
    private func passesString(
        _ known: [UInt8], _ knownIndex: inout Int, _ index: inout Int
    ) -> Bool {
        index += 1
        knownIndex += 1
        while let eight = EightBytes(bytes.span, at: index),
            let others = EightBytes(known.span, at: knownIndex)
        {
            let (marks, differences) = (eight.stringMarks, eight.bits ^ others.bits)
            guard marks | differences != 0 else {
                index += 8
                knownIndex += 8
                continue
            }
            let sameCount = EightBytes.first(of: marks)
            guard sameCount < EightBytes.first(of: differences) else { return false }
            index += sameCount
            knownIndex += sameCount
            break
        }
        return passesRestOfString(known, &knownIndex, &index)
    }

    private func passesRestOfString(
        _ known: [UInt8], _ knownIndex: inout Int, _ index: inout Int
    ) -> Bool {
        var isEscaped = false
        while index < bytes.count, bytes[index] == known[knownIndex] {
            let byte = bytes[index]
            index += 1
            knownIndex += 1
            if byte == UInt8(ascii: "\""), !isEscaped { return true }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return false
    }

    /// Passes over a number or a literal that is the same at both places, and ends there at both.
    private func passesWord(
        _ known: [UInt8], _ knownIndex: inout Int, _ index: inout Int
    ) -> Bool {
        while !Self.endsWord(known[knownIndex]) {
            guard index < bytes.count, bytes[index] == known[knownIndex] else { return false }
            index += 1
            knownIndex += 1
        }
        return index < bytes.count && Self.endsWord(bytes[index])
    }

    /// Whether `byte` may follow a number or a literal.
    static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: true
        default: false
        }
    }
}
