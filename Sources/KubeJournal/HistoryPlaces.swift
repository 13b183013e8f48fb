/// The places of the events in the file: those of events that do not count any more are used again.
struct HistoryPlaces {
    /// The places of the events that count, oldest first.
    private var taken: ArraySlice<Int64> = []

    /// The places that can be used again; the one to be used first last.
    private var free: [Int64] = []

    /// The highest place that was ever used.
    private var highest: Int64 = 0

    /// No places, as in a new file.
    init() {}

    /// The places of the events that count, oldest first, and those that can be used again.
    init(taken: [Int64], free: [Int64]) {
        self.taken = taken[...]
        self.free = free
        highest = max(taken.max() ?? 0, free.max() ?? 0)
    }

    /// Where the next `count` events are to be written.
    func next(_ count: Int) -> [Int64] {
        let new = max(0, count - free.count)
        return free.suffix(count).reversed() + (0..<new).map { highest + 1 + Int64($0) }
    }

    /// Notes that events were written to the next `count` places.
    mutating func take(_ count: Int) {
        let places = next(count)
        taken += places
        free.removeLast(min(count, free.count))
        highest = max(highest, places.max() ?? 0)
    }

    /// The places that are to be emptied when the `count` oldest events do not count any more, so that no
    /// more are left full than there are events that count.
    func surplus(withoutOldest count: Int) -> ArraySlice<Int64> {
        free(withoutOldest: count).dropLast(taken.count - count)
    }

    /// Notes that the `count` oldest events do not count any more, and that the surplus is emptied.
    mutating func release(_ count: Int) {
        free = Array(free(withoutOldest: count).suffix(taken.count - count))
        taken.removeFirst(count)
    }

    /// The places of the oldest events are used before others, so that large events leave theirs to the
    /// next ones.
    private func free(withoutOldest count: Int) -> [Int64] {
        free + taken.prefix(count).reversed()
    }
}
