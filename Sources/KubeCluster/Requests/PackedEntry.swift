import KubeEndpoints
import KubeHTTP1
import KubeRegistry
import KubeTime

/// An entry of the journal in little memory: many are written, and few are read.
struct PackedEntry: Sendable {
    let time: Timestamp
    let machineTime: Timestamp
    let endTime: Timestamp
    let phases: RequestPhases.Packed
    /// The revision of the last change; 0 when there was none.
    let committed: UInt64
    /// The body of the request as it came, unless it was too long to be kept.
    let body: [UInt8]
    /// The body of the answer, where it is kept.
    let answerBody: [UInt8]
    /// Everything else.
    private let bytes: [UInt8]

    /// Packs an entry.
    init(_ entry: borrowing RequestEntry) {
        time = entry.time
        machineTime = entry.machineTime
        endTime = entry.endTime
        phases = entry.phases.packed
        committed = entry.committed ?? 0
        body = entry.noted.keptBody
        answerBody = entry.answer?.body ?? []
        let isWrite = entry.noted.isWrite
        var writer = PackedWriter(
            capacity: entry.noted.http.head.count
                + (isWrite ? Self.usualBytesOfWrite : Self.usualBytesOfRead))
        entry.pack(into: &writer)
        bytes = writer.bytes
    }

    /// The entry, whose request is understood as a server does that offers `catalog`.
    func unpacked(_ catalog: ResourceCatalog) -> RequestEntry {
        var reader = PackedReader(bytes)
        return RequestEntry(&reader, of: self, catalog)
    }

    // MARK: Memory

    /// What stands in `bytes` beside the head of the request, mostly: much of the head of the answer, or
    /// its number.
    private static let usualBytesOfWrite = 256
    private static let usualBytesOfRead = 72

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
