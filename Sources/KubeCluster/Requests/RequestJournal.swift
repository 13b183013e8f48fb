import KubeEndpoints
import KubeTime

/// The last requests to a cluster whose answers are final, oldest first, as many as two bounds allow.
///
/// Each has the number of those that came before it, from 1: numbers are never used again. Who follows
/// the journal has a place in it, so that an entry costs the same with any number of readers.
struct RequestJournal: Sendable {
    /// How many bytes of memory the entries may take, roughly.
    private static let bytesMax = 16 << 20

    /// How many entries are kept at most; with 0 there is no journal.
    private let entriesMax: Int

    /// A ring: the entries begin at `first`, and go on at 0 behind the end.
    ///
    /// Room for all of them is reserved at once, since memory that was never used costs nothing.
    private var room: [RequestEntry?] = []
    private var first = 0
    private var bytes = 0

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

    /// A journal of at most `entriesMax` entries.
    init(entriesMax: Int) {
        self.entriesMax = entriesMax
    }

    /// Adds the newest entry, and forgets the oldest ones where there is no room for it.
    mutating func append(_ entry: consuming RequestEntry) {
        guard entriesMax > 0 else { return }
        let size = entry.byteCount
        while count == entriesMax || count > 0 && bytes + size > Self.bytesMax { forgetOldest() }
        bytes += size
        if count < room.count {
            room[position(count)] = entry
        } else {
            if first > 0 { straighten() }
            if room.isEmpty { room.reserveCapacity(roomMax) }
            room.append(entry)
        }
        count += 1
        lastID += 1
    }

    /// How many entries there can be at a time.
    private var roomMax: Int { min(entriesMax, Self.bytesMax / NotedRequest.usualBytes) }

    /// Forgets everything, and returns what there was: to free it takes a while.
    mutating func removeAll() -> [RequestEntry?] {
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
            room[position(offset)].map { (lastID - UInt64(count - 1 - offset), $0) }
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
