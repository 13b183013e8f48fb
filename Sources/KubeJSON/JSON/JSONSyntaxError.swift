/// Why a document is not JSON, in the words of Go's `encoding/json`.
package struct JSONSyntaxError: Error, Hashable, Sendable {
    package let message: String

    static let unexpectedEnd = JSONSyntaxError(message: "unexpected end of JSON input")

    static func unexpected(byte: UInt8, _ place: String) -> JSONSyntaxError {
        JSONSyntaxError(message: "invalid character \(quoted(byte)) \(place)")
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
