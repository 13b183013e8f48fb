import KubeAPI
import KubeJSON
import KubeYAML

/// A text with documents of objects: a snapshot, or a file that is loaded.
package struct SnapshotText: Sendable {
    /// What errors call it; nil for the body of a request.
    let name: String?

    private let bytes: [UInt8]

    /// The text in `bytes`, in YAML or JSON, which errors call `name`.
    package init(_ bytes: [UInt8], name: String? = nil) {
        self.bytes = bytes
        self.name = name
    }

    /// The documents in order; lists are taken apart, and empty documents passed over.
    func documents() throws(StatusError) -> [SnapshotDocument] {
        var whole = jsonDocuments() ?? []
        if whole.isEmpty { whole = try yamlDocuments() }
        return whole.filter { $0.value != .null }.flatMap(\.parts)
    }

    private func yamlDocuments() throws(StatusError) -> [SnapshotDocument] {
        let documents: [YAMLDocument]
        do {
            documents = try YAMLDocument.all(in: bytes)
        } catch {
            if let failure = jsonFailure { throw failure }
            let place = SnapshotPlace(source: name, number: nil, text: bytes, line: error.line ?? 1)
            throw place.failure(
                .badRequest("error converting YAML to JSON: \(error.message)"))
        }
        return documents.enumerated().map { index, document in
            SnapshotDocument(
                value: document.value, duplicates: document.duplicates,
                place: SnapshotPlace(
                    source: name, number: index + 1, text: bytes, line: document.line))
        }
    }

    /// What is wrong with a text that is meant to be JSON; nil where it may be something else.
    private var jsonFailure: StatusError? {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        guard bytes.first(where: { !blanks.contains($0) }) == UInt8(ascii: "{") else { return nil }
        do {
            _ = try JSONParser.parse(bytes)
            return nil
        } catch {
            let (line, column) = error.place(in: bytes)
            let place = SnapshotPlace(source: name, number: nil, text: bytes, line: line)
            return place.failure(
                .badRequest("neither JSON nor YAML: column \(column): \(error.message)"))
        }
    }

    /// The documents of a text in JSON, which stand one behind the other; nil when it is no JSON.
    private func jsonDocuments() -> [SnapshotDocument]? {
        guard let pieces = JSONPieces(bytes).pieces else { return nil }
        var documents: [SnapshotDocument] = []
        for (index, piece) in pieces.enumerated() {
            let text = Array(bytes[piece.range])
            guard let value = try? JSONParser.parse(text) else { return nil }
            let place = SnapshotPlace(
                source: name, number: index + 1, text: text, line: 1, linesBefore: piece.line - 1)
            documents.append(SnapshotDocument(value: value, duplicates: [], place: place))
        }
        return documents
    }
}
