import KubeAPI
import KubeYAML

/// Where a document stands in a text, for errors.
struct SnapshotPlace: Sendable {
    /// What the text is called; nil for the body of a request.
    let source: String?

    /// The number of the document in the text, from 1; nil when it is not known.
    let number: Int?

    /// The text in which the document stands.
    let text: [UInt8]

    /// The line of that text in which the document begins, from 1.
    let line: Int

    /// How many lines come before that text.
    var linesBefore = 0

    /// The way to the part of the document that is meant, such as `items[3]`; empty for all of it.
    var part = ""

    /// The failure with its place: `leases.yaml:12: …`, or `document 3, line 12: …`.
    ///
    /// The line is that of the first field that the error names, or else that of the document.
    func failure(_ error: StatusError) -> StatusError {
        let field = error.details?.causes.first?.field ?? ""
        let path = [part, field].filter { !$0.isEmpty }.joined(separator: ".")
        let line = linesBefore + YAMLLineFinder.line(of: path, inDocumentAt: line, of: text)
        var failure = error
        if let source {
            failure.message = "\(source):\(line): \(error.message)"
        } else {
            let document = number.map { "document \($0), " } ?? ""
            failure.message = "\(document)line \(line): \(error.message)"
        }
        return failure
    }
}
