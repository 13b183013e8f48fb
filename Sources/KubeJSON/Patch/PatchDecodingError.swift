/// Why a body cannot be read as a patch, in the words of Go's `encoding/json`.
package struct PatchDecodingError: Error, Hashable, Sendable {
    package let message: String

    /// A value of the wrong type.
    static func type(of value: JSONValue, goType: String) -> PatchDecodingError {
        PatchDecodingError(
            message: "json: cannot unmarshal \(value.goKind) into Go value of type \(goType)")
    }
}
