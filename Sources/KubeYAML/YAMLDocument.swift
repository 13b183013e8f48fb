package import KubeJSON

/// The first document of a YAML stream as JSON, which is what upstream makes of it before it looks at
/// anything else.
package struct YAMLDocument: Sendable {
    /// The document; its objects have sorted keys, and an empty stream is null.
    package let value: JSONValue

    /// The keys that came twice, of which the last one counts, in the words of warnings.
    package let duplicates: [String]

    /// Reads `bytes`.
    package init(parsing bytes: [UInt8]) throws(YAMLError) {
        try YAMLDirectives.check(bytes)
        var composer = YAMLComposer(bytes)
        try composer.compose()
        value = composer.value
        duplicates = composer.duplicates
    }

    /// Reads `text`.
    package init(parsing text: String) throws(YAMLError) {
        try self.init(parsing: Array(text.utf8))
    }
}
