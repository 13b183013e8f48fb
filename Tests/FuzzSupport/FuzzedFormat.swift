/// A form of input that anybody can send, and that a fuzzer makes up.
package enum FuzzedFormat: String, CaseIterable, Sendable {
    /// The bytes of a connection.
    case http
    /// A new object as JSON.
    case json
    /// A new object as YAML.
    case yaml
    /// A new object as protobuf.
    case protobuf
    /// A list of operations on an object.
    case jsonPatch
    /// A document that is merged into an object, member by member.
    case mergePatch
    /// A document that is merged into an object by the keys of its lists.
    case strategicMergePatch
    /// What a field manager wants an object to be.
    case applyPatch
    /// A label selector in the first line, and a field selector in the second.
    case selectors
    /// A duration as Go writes it.
    case durations
    /// Where a list goes on.
    case continueTokens
}

/// What must not have come of an input.
package struct FuzzFinding: Error, Hashable, Sendable, CustomStringConvertible {
    /// What the input was taken for.
    package let format: FuzzedFormat

    /// The input.
    package let input: [UInt8]

    /// What is wrong.
    package let text: String

    /// All of it.
    package var description: String {
        "\(format.rawValue): \(text)\n\(String(decoding: input.prefix(2000), as: UTF8.self))"
    }
}
