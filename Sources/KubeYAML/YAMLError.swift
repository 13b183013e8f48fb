/// Why a document is not YAML or has no JSON form, in the words of the library that upstream uses.
package struct YAMLError: Error, Hashable, Sendable {
    package let message: String

    /// The line, from 1, at which the parser gave up; nil when it did not.
    package let line: Int?

    init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }
}
