/// Why a document cannot be read as a kind, in the words of Go's `encoding/json`.
package struct DecodingError: Error, Hashable, Sendable {
    package let message: String

    package init(message: String) {
        self.message = message
    }
}
