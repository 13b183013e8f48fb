import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// Lists that were compressed, in runs of objects, so that another list of the same collection has
/// only those runs compressed in which an object has changed.
///
/// Compressing is most of what a long list costs; and each object by itself would cost ten times as
/// much, and would come out five times as large.
struct CompressedLists: Sendable {
    /// What is kept of all lists together.
    struct Budget: Sendable {
        var runs = 1024
        /// How large the objects in them may be, which they keep from being forgotten.
        var objectBytes = 32 << 20
    }

    private let budget: Budget
    /// The latest use comes last.
    private var lists: [List] = []
    /// How many runs they have.
    private(set) var runCount = 0
    /// How large the objects in them are.
    private(set) var objectBytes = 0

    /// How many objects are compressed together.
    private static let runLength = 32

    private struct List: Sendable {
        let subject: Subject
        let runs: [Run]

        var objectBytes: Int { runs.reduce(0) { $0 + $1.objectBytes } }
    }

    /// What a list shows, and in which form.
    private struct Subject: Hashable, Sendable {
        let kind: ObjectIdentifier
        let form: ObjectEncoder.Form
        /// Namespaces and pages begin with objects of their own.
        let first: ObjectKey?
    }

    private struct Run: Sendable {
        let objects: [StoredObject]
        let piece: GzipPiece
        let objectBytes: Int

        init(_ objects: ArraySlice<StoredObject>, _ piece: GzipPiece) {
            self.objects = Array(objects)
            self.piece = piece
            objectBytes = objects.reduce(0) { $0 + $1.body.count }
        }

        /// Whether these are the very same states of objects.
        func holds(_ others: ArraySlice<StoredObject>) -> Bool {
            objects.elementsEqual(others, by: ===)
        }
    }

    init(_ budget: Budget = Budget()) {
        self.budget = budget
    }

    /// The document of a page and a line break, compressed; nil when it cannot be.
    mutating func compress(_ page: ListPage, _ encoder: ObjectEncoder) -> [UInt8]? {
        let subject = Subject(
            kind: ObjectIdentifier(encoder.served.kind), form: encoder.form,
            first: page.objects.first?.key)
        guard let runs = runs(of: page, encoder, known: take(subject)),
            let head = GzipPiece(stored: encoder.listHead(page)),
            let tail = GzipPiece(stored: encoder.listTail(page) + [UInt8(ascii: "\n")])
        else { return nil }
        keep(List(subject: subject, runs: runs))
        return GzipPiece.join([head] + runs.map(\.piece) + [tail])
    }

    /// The runs of a page, of which those are compressed that are not `known`.
    private func runs(of page: ListPage, _ encoder: ObjectEncoder, known: [Run]) -> [Run]? {
        let parts = page.objects.slices.flatMap { slice in
            stride(from: slice.startIndex, to: slice.endIndex, by: Self.runLength).map {
                slice[$0...].prefix(Self.runLength)
            }
        }
        var runs = parts.enumerated().map { position, part in
            position < known.count && known[position].holds(part) ? known[position] : nil
        }
        let missing = runs.indices.filter { runs[$0] == nil }
        // zlib takes as long to begin as for a whole run.
        guard !missing.isEmpty else { return runs.compactMap(\.self) }
        let documents = missing.map { position in
            var writer = JSONWriter(position > 0 ? [UInt8(ascii: ",")] : [])
            encoder.writeItems([parts[position]], into: &writer)
            return writer.bytes
        }
        guard let pieces = Gzip.pieces(of: documents) else { return nil }
        for (position, piece) in zip(missing, pieces) {
            runs[position] = Run(parts[position], piece)
        }
        return runs.compactMap(\.self)
    }

    /// Takes out the runs of the latest list of `subject`.
    private mutating func take(_ subject: Subject) -> [Run] {
        guard let position = lists.firstIndex(where: { $0.subject == subject }) else { return [] }
        return remove(at: position)
    }

    /// Keeps a list, and as many of the others as there is room for.
    private mutating func keep(_ list: List) {
        lists.append(list)
        runCount += list.runs.count
        objectBytes += list.objectBytes
        while runCount > budget.runs || objectBytes > budget.objectBytes {
            _ = remove(at: 0)
        }
    }

    private mutating func remove(at position: Int) -> [Run] {
        let list = lists.remove(at: position)
        runCount -= list.runs.count
        objectBytes -= list.objectBytes
        return list.runs
    }
}
