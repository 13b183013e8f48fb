/// Why a document is not JSON, in the words of Go's `encoding/json`.
package struct JSONSyntaxError: Error, Hashable, Sendable {
    package let message: String

    /// How many bytes were read before the one at which the parser gave up.
    package let offset: Int

    static func unexpectedEnd(at offset: Int) -> JSONSyntaxError {
        JSONSyntaxError(message: "unexpected end of JSON input", offset: offset)
    }

    static func unexpected(byte: UInt8, at offset: Int, _ place: String) -> JSONSyntaxError {
        JSONSyntaxError(message: "invalid character \(quoted(byte)) \(place)", offset: offset)
    }

    /// The byte as Go prints it: in single quotes, as the Latin-1 character it would be.
    private static func quoted(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "'"): return #"'\''"#
        case UInt8(ascii: "\""): return #"'"'"#
        default:
            let text = String(Character(Unicode.Scalar(byte)))
            return "'" + GoQuote.quote(text).dropFirst().dropLast() + "'"
        }
    }
}

extension JSONSyntaxError {
    /// Where the parser gave up in `document`: the line and the character in it, both from 1.
    package func place(in document: [UInt8]) -> (line: Int, column: Int) {
        let lines = document.prefix(offset).split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let last = lines.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return (max(lines.count, 1), last.unicodeScalars.count + 1)
    }
}
