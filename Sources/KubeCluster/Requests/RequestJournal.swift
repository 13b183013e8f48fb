import KubeRegistry
import KubeTime

/// The last requests to a cluster whose answers are final, oldest first, as many as two bounds allow.
///
/// Each has the number of those that came before it, from 1: numbers are never used again. Who follows
/// the journal has a place in it, so that an entry costs the same with any number of readers.
///
/// An entry is packed, and read again for each reader.
struct RequestJournal: Sendable {
    /// How many bytes of memory the entries may take.
    static let bytesMax = 16 << 20

    /// How many entries are kept at most; with 0 there is no journal.
    private let entriesMax: Int

    /// What the server offers that the requests were made to.
    private let catalog: ResourceCatalog

    /// A ring: the entries begin at `first`, and go on at 0 behind the end.
    private var room: [PackedEntry?] = []
    private var first = 0

    /// How many bytes of memory the entries take.
    private(set) var bytes = 0

    /// How many entries are kept.
    private(set) var count = 0

    /// The number of the newest entry; 0 before there is one.
    private(set) var lastID: UInt64 = 0

    /// The number of the last entry that was forgotten because somebody asked for that.
    private var clearedID: UInt64 = 0

    /// When the last answer became final, by both clocks; nil when none ever did.
    var lastEnd: (cluster: Timestamp, machine: Timestamp)?

    /// How many readers follow.
    var followerCount = 0

    /// A journal of at most `entriesMax` entries of requests to a server that offers `catalog`.
    init(entriesMax: Int, of catalog: ResourceCatalog) {
        self.entriesMax = entriesMax
        self.catalog = catalog
    }

    /// Adds the newest entry, and forgets the oldest ones where there is no room for it.
    mutating func append(_ entry: borrowing RequestEntry) {
        guard entriesMax > 0 else { return }
        let packed = PackedEntry(entry)
        let size = packed.byteCount
        while count == entriesMax || count > 0 && bytes + size > Self.bytesMax { forgetOldest() }
        bytes += size
        if count < room.count {
            room[position(count)] = packed
        } else {
            if first > 0 { straighten() }
            room.append(packed)
        }
        count += 1
        lastID += 1
    }

    /// Forgets everything, and returns what there was: to free it takes a while.
    mutating func removeAll() -> [PackedEntry?] {
        defer {
            room = []
            (first, count, bytes) = (0, 0, 0)
            clearedID = lastID
        }
        return room
    }

    private mutating func forgetOldest() {
        guard let entry = room[first].take() else { preconditionFailure("the ring has a gap") }
        bytes -= entry.byteCount
        count -= 1
        first = position(1)
    }

    /// The place of the entry that stands `offset` behind the oldest.
    private func position(_ offset: Int) -> Int {
        let position = first + offset
        return position < room.count ? position : position - room.count
    }

    /// Has the entries begin at 0, so that room for more can be added behind them.
    private mutating func straighten() {
        room = Array(room[first...]) + room[..<first]
        first = 0
    }
}

// MARK: - Reading

extension RequestJournal {
    /// The entries after the one with the number `id`, oldest first, with their numbers.
    func entries(after id: UInt64) -> some Sequence<(id: UInt64, entry: RequestEntry)> {
        let start = max(Int(clamping: id) - Int(lastID) + count, 0)
        return (min(start, count)..<count).lazy.compactMap { offset in
            room[position(offset)].map {
                (lastID - UInt64(count - 1 - offset), $0.unpacked(catalog))
            }
        }
    }

    /// The number of the oldest entry that is kept, or of the next one where none is.
    var oldestID: UInt64 { lastID - UInt64(count) + 1 }

    /// How many entries after the one with the number `id` are forgotten to make room.
    func omittedCount(after id: UInt64) -> UInt64 {
        let known = max(id, clearedID) + 1
        return known < oldestID ? oldestID - known : 0
    }
}
