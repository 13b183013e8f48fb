import KubeAPI

/// A document as it is sent.
package struct OpenAPIDocument: Sendable {
    package let bytes: [UInt8]

    /// The SHA-512 of `bytes` in upper-case hexadecimal digits.
    package let hash: String

    init(_ json: [UInt8]) {
        bytes = json
        hash = ETag.of(json)
    }
}
