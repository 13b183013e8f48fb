/// Reads a JSON document, with the errors of Go's `encoding/json`.
package struct JSONParser {
    /// Levels of nesting that Go accepts.
    private static let depthMax = 10_000

    /// Levels that are kept as a tree.
    ///
    /// No kind has a field that deep; what lies deeper is checked and then read as null, so that no
    /// document can exhaust the stack.
    static let keptDepthMax = 512

    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    /// The value of the document `bytes`, which must be all there is but white space.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes)
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.index == bytes.count else {
            throw parser.unexpected("after top-level value")
        }
        return value
    }

    /// The value of the document `text`.
    package static func parse(_ text: String) throws(JSONSyntaxError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

// MARK: - Values

extension JSONParser {
    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        skipBlanks()
        guard index < bytes.count else { throw unexpectedEnd }
        switch bytes[index] {
        case UInt8(ascii: "{"):
            return try nested { (self) throws(JSONSyntaxError) in try self.object() }
        case UInt8(ascii: "["):
            return try nested { (self) throws(JSONSyntaxError) in try self.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(JSONNumber(literal: try number()))
        default: throw unexpected("looking for beginning of value")
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONSyntaxError) -> JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        index += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.keptDepthMax else {
            try skipNested()
            return .null
        }
        return try read(&self)
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONValue {
        var object = JSONObject()
        skipBlanks()
        if try peek() == UInt8(ascii: "}") {
            index += 1
            return .object(object)
        }
        object.reserveCapacity(8)
        while true {
            skipBlanks()
            let key = try key()
            object.addParsed(key, try value())
            if try endsAfterElement(UInt8(ascii: "}"), "after object key:value pair") {
                return .object(object)
            }
        }
    }

    private mutating func key() throws(JSONSyntaxError) -> String {
        guard try peek() == UInt8(ascii: "\"") else {
            throw unexpected("looking for beginning of object key string")
        }
        let key = try string()
        skipBlanks()
        guard try peek() == UInt8(ascii: ":") else { throw unexpected("after object key") }
        index += 1
        return key
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONValue {
        var elements: [JSONValue] = []
        skipBlanks()
        if try peek() == UInt8(ascii: "]") {
            index += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            if try endsAfterElement(UInt8(ascii: "]"), "after array element") {
                return .array(elements)
            }
        }
    }

    /// Reads a comma or `closing`, and says whether it was the latter.
    private mutating func endsAfterElement(
        _ closing: UInt8, _ place: String
    ) throws(JSONSyntaxError) -> Bool {
        skipBlanks()
        let byte = try peek()
        guard byte == closing || byte == UInt8(ascii: ",") else { throw unexpected(place) }
        index += 1
        return byte == closing
    }

    /// Checks the rest of a container whose opening bracket was read, without recursion.
    private mutating func skipNested() throws(JSONSyntaxError) {
        var open = [bytes[index - 1]]
        var needsFirst = true
        while let container = open.last {
            let isObject = container == UInt8(ascii: "{")
            let closing = UInt8(ascii: isObject ? "}" : "]")
            skipBlanks()
            if needsFirst, try peek() == closing {
                index += 1
            } else if !needsFirst,
                try endsAfterElement(
                    closing, isObject ? "after object key:value pair" : "after array element")
            {
                // The container ended.
            } else {
                skipBlanks()
                if isObject { _ = try key() }
                skipBlanks()
                let byte = try peek()
                needsFirst = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
                if needsFirst {
                    open.append(byte)
                    guard depth + open.count - 1 <= Self.depthMax else {
                        throw unexpected("exceeded max depth")
                    }
                    index += 1
                } else {
                    _ = try value()
                }
                continue
            }
            open.removeLast()
            needsFirst = false
        }
    }
}

// MARK: - Scalars

extension JSONParser {
    private mutating func literal(
        _ word: StaticString, _ value: JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        for offset in 1..<word.utf8CodeUnitCount {
            let expected = word.utf8Start[offset]
            guard index + offset < bytes.count, bytes[index + offset] == expected else {
                index += offset
                let character = Character(Unicode.Scalar(expected))
                throw unexpected("in literal \(word) (expecting '\(character)')")
            }
        }
        index += word.utf8CodeUnitCount
        return value
    }

    private mutating func number() throws(JSONSyntaxError) -> String {
        let start = index
        if bytes[index] == UInt8(ascii: "-") {
            index += 1
            guard isDigit(byteInToken) else { throw unexpected("in numeric literal") }
        }
        if bytes[index] == UInt8(ascii: "0") { index += 1 } else { skipDigits() }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard isDigit(byteInToken) else {
                throw unexpected("after decimal point in numeric literal")
            }
            skipDigits()
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            let sign = byteInToken
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
            guard isDigit(byteInToken) else { throw unexpected("in exponent of numeric literal") }
            skipDigits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return JSONText.decode(bytes[start..<index - 1])
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw unexpected("in string literal")
            default: index += 1
            }
        }
        throw unexpectedEnd
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return JSONText.decode(text[...])
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &text)
            case 0..<0x20: throw unexpected("in string literal")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw unexpectedEnd
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let byte = byteInToken
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            text.append(contentsOf: Array(String(Character(try unicodeScalar())).utf8))
        default:
            index -= 1
            throw unexpected("in string escape code")
        }
    }

    /// The scalar of a `\u` escape or of a pair of them; half a pair reads as U+FFFD.
    private mutating func unicodeScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
        let unit = try hexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let afterFirst = index
        index += 2
        let second = try hexUnit()
        guard (0xDC00..<0xE000).contains(second) else {
            index = afterFirst
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexUnit() throws(JSONSyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            let digit = Character(Unicode.Scalar(byteInToken)).hexDigitValue
            guard let digit else { throw unexpected("in \\u hexadecimal character escape") }
            unit = unit << 4 | UInt32(digit)
            index += 1
        }
        return unit
    }
}

// MARK: - Bytes

extension JSONParser {
    private func peek() throws(JSONSyntaxError) -> UInt8 {
        guard index < bytes.count else { throw unexpectedEnd }
        return bytes[index]
    }

    /// The current byte; at the end of the document a blank, which is what Go's scanner is fed there
    /// and complains about inside a number, literal or escape.
    private var byteInToken: UInt8 {
        index < bytes.count ? bytes[index] : UInt8(ascii: " ")
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private mutating func skipDigits() {
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    }

    private func unexpected(_ place: String) -> JSONSyntaxError {
        .unexpected(byte: byteInToken, at: index, place)
    }

    private var unexpectedEnd: JSONSyntaxError { .unexpectedEnd(at: bytes.count) }
}
