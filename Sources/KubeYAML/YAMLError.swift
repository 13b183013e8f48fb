/// Why a document is not YAML or has no JSON form, in the words of the library that upstream uses.
package struct YAMLError: Error, Hashable, Sendable {
    package let message: String

    init(_ message: String) {
        self.message = message
    }
}
