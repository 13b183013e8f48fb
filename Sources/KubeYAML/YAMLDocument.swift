package import KubeJSON

/// The first document of a YAML stream as JSON, which is what upstream makes of it before it looks at
/// anything else.
package struct YAMLDocument: Sendable {
    /// The document; its objects have sorted keys, and an empty stream is null.
    package let value: JSONValue

    /// The keys that came twice, of which the last one counts, in the words of warnings.
    package let duplicates: [String]

    /// The line of the stream, from 1, in which the document's content begins.
    package let line: Int

    /// All documents of the stream `bytes` in order; those without content are null.
    package static func all(in bytes: [UInt8]) throws(YAMLError) -> [YAMLDocument] {
        try YAMLDirectives.check(bytes)
        var composer = YAMLComposer(bytes)
        var documents: [YAMLDocument] = []
        while !composer.isAtEnd {
            let part = try composer.compose()
            if part.hasContent { documents.append(YAMLDocument(part)) }
        }
        return documents
    }

    /// Reads `bytes`.
    package init(parsing bytes: [UInt8]) throws(YAMLError) {
        try YAMLDirectives.check(bytes)
        var composer = YAMLComposer(bytes)
        self.init(try composer.compose())
    }

    private init(_ part: YAMLComposer.Part) {
        value = part.value
        duplicates = part.duplicates
        line = part.line
    }

    /// Reads `text`.
    package init(parsing text: String) throws(YAMLError) {
        try self.init(parsing: Array(text.utf8))
    }
}
