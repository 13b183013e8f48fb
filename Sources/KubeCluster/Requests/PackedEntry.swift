import KubeEndpoints
import KubeHTTP1
import KubeRegistry

/// An entry of the journal in little memory: many are written, and few are read.
struct PackedEntry: Sendable {
    /// All but the bodies.
    private let bytes: [UInt8]
    /// The body of the request as it came, unless it was too long to be kept.
    private let body: [UInt8]
    /// The body of the answer, where it is kept.
    private let answerBody: [UInt8]

    /// What the memory of an array begins and ends with.
    private static let bytesPerArray = 40

    /// How many bytes of memory it takes.
    var byteCount: Int {
        MemoryLayout<Self>.size + Self.byteCount(of: bytes) + Self.byteCount(of: body)
            + Self.byteCount(of: answerBody)
    }

    private static func byteCount(of array: [UInt8]) -> Int {
        array.capacity == 0 ? 0 : bytesPerArray + array.capacity
    }
}

extension PackedEntry {
    /// Packs an entry.
    init(_ entry: borrowing RequestEntry) {
        var writer = PackedWriter(capacity: entry.packedByteCount)
        entry.pack(into: &writer)
        bytes = writer.bytes
        body = entry.noted.keptBody
        answerBody = entry.answer?.body ?? []
    }

    /// The entry, whose request is understood as a server does that offers `catalog`.
    func unpacked(_ catalog: ResourceCatalog) -> RequestEntry {
        var reader = PackedReader(bytes)
        return RequestEntry(&reader, body: body, answerBody: answerBody, catalog)
    }
}
