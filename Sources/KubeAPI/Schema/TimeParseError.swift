/// Why a text is not a time, in the words of Go's `time.ParseError`.
package struct TimeParseError: Error, Hashable, Sendable {
    package let message: String
}
