package import KubeHTTP1
import KubeRegistry
import KubeStore

/// A long list that is being sent in slices: the objects as they were when it was asked for, and how
/// many of them the client was sent.
package struct ListStream: Sendable {
    private var document: ListDocument
    private var rest: StoredObjects
    private let sliceLength: Int
    private var compression: GzipStream?
    private var hasBegun = false

    /// The document of `page`, compressed if it `isCompressed`.
    init(
        _ document: ListDocument, of page: ListPage, sliceLength: Int, isCompressed: Bool
    ) {
        self.document = document
        rest = page.objects
        self.sliceLength = sliceLength
        compression = isCompressed ? GzipStream() : nil
    }

    /// Appends the next slice.
    package mutating func produce(into output: inout [UInt8]) -> StreamProgress {
        let slice = rest.takeFirst(sliceLength)
        var bytes = hasBegun ? [] : document.head
        hasBegun = true
        bytes += document.items(slice)
        if rest.isEmpty { bytes += document.tail }
        if compression == nil {
            output += bytes
        } else {
            guard let piece = Gzip.pieces(of: [bytes])?.first else { return .cut(.close) }
            compression?.append(piece, to: &output)
            if rest.isEmpty { compression?.end(&output) }
        }
        return rest.isEmpty ? .finished : .more
    }
}

extension ObjectEncoder {
    /// How many objects of a list are written in a slice: more where bytes are only joined than where
    /// something is made of each object, and fewest in YAML, which takes longest.
    func sliceLength(_ format: ResponseFormat) -> Int {
        if format.encoding == .yaml { return 16 }
        if case .table = form { return 64 }
        return served.showsStoredForm && format.encoding == .json && !format.isPretty ? 256 : 64
    }

    /// How many objects a list has at most that is answered at once.
    func lengthAtOnceMax(_ format: ResponseFormat) -> Int { 4 * sliceLength(format) }
}
