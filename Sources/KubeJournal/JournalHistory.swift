import KubeStore

/// The events that are in the file, oldest first, and which of them have become too many.
struct JournalHistory {
    /// The revision after which all events are in the file.
    private(set) var compacted: UInt64

    /// A slice: to take away its first events moves none of the others.
    private var events: ArraySlice<StoreEvent> = []

    /// Where the events are.
    private var places: HistoryPlaces

    /// What the events take in the file, more or less.
    private var bytes = 0
    private let bytesMax: Int

    /// A history of `events`, all that happened after the revision `compacted`, which are in `places`;
    /// it is to take `bytesMax` bytes, more or less.
    init(after compacted: UInt64, _ events: [StoreEvent], in places: HistoryPlaces, bytesMax: Int) {
        self.compacted = compacted
        self.events = events[...]
        self.places = places
        self.bytesMax = bytesMax
        bytes = Self.bytes(of: events)
    }

    /// Where the next `count` events are to be written.
    func nextPlaces(_ count: Int) -> [Int64] { places.next(count) }

    /// The places that are to be emptied when the `count` oldest events have gone.
    func surplusPlaces(withoutOldest count: Int) -> ArraySlice<Int64> {
        places.surplus(withoutOldest: count)
    }

    /// Adds the newest events, which are in the next places.
    mutating func append(_ newest: [StoreEvent]) {
        events += newest
        places.take(newest.count)
        bytes += Self.bytes(of: newest)
    }

    /// How many of the oldest events are to go: those that exceed the budget, and those up to
    /// `revision`.
    ///
    /// None until there are some, since to take them away touches many pages, and of an object that
    /// changes often only one state is left to be stored elsewhere. At most `countMax`, whose objects
    /// take about as much as `pagesMax`, so that nobody has to wait long.
    func surplusCount(upTo revision: UInt64, countMax: Int, pagesMax: Int) -> Int {
        let isTooLong = bytes > bytesMax + bytesMax / Self.slack
        var (count, bytes, pageCount) = (0, bytes, 0)
        for event in events.prefix(countMax) {
            guard isTooLong && bytes > bytesMax || event.revision <= revision else { break }
            if replacedRevision(event) == nil { pageCount += Self.pageCount(of: event) }
            guard pageCount <= pagesMax || count == 0 else { break }
            bytes -= Self.bytes(of: event)
            count += 1
        }
        return count
    }

    /// How many pages are touched to store the state that `event` led to.
    static func pageCount(of event: StoreEvent) -> Int { 1 + event.object.body.count / 4096 }

    /// Those of the `count` oldest events after which nothing else of these happened to their objects.
    func lastChanges(ofOldest count: Int) -> [StoreEvent] {
        let oldest = events.prefix(count)
        let replaced = Set(oldest.compactMap(replacedRevision))
        return oldest.filter { !replaced.contains($0.revision) }
    }

    /// Forgets the `count` oldest events.
    mutating func removeOldest(_ count: Int) {
        for event in events.prefix(count) { bytes -= Self.bytes(of: event) }
        compacted = compacted(withoutOldest: count)
        events.removeFirst(count)
        places.release(count)
    }

    /// The revision after which all events are in the file once the `count` oldest have gone.
    func compacted(withoutOldest count: Int) -> UInt64 {
        count == 0 ? compacted : events[events.startIndex + count - 1].revision
    }

    /// The revision of the event in the file that led to the state which `event` replaced.
    private func replacedRevision(_ event: StoreEvent) -> UInt64? {
        guard let revision = event.previous?.revision, revision > compacted else { return nil }
        return revision
    }

    /// The part of its budget by which the history may exceed it before it is shortened.
    private static let slack = 16

    private static func bytes(of events: [StoreEvent]) -> Int {
        events.reduce(0) { $0 + bytes(of: $1) }
    }

    private static func bytes(of event: StoreEvent) -> Int { 200 + event.object.body.count }
}
