/// The store's last changes, oldest first, as many as a budget of bytes and events allows.
struct EventHistory: Sendable {
    /// What the history may hold.
    struct Budget: Sendable {
        var events = 100_000
        var bytes = 64 << 20
    }

    /// Every change with a revision above this one is still held.
    private(set) var compactedRevision: UInt64

    private var events: [StoreEvent] = []

    /// Where the oldest event that still counts stands; what lies before is dropped now and then.
    private var first = 0
    private var bytes = 0
    private let budget: Budget

    init(after revision: UInt64, budget: Budget = Budget()) {
        compactedRevision = revision
        self.budget = budget
    }

    /// Adds the newest change.
    mutating func append(_ event: StoreEvent) {
        events.append(event)
        bytes += event.object.body.count
        while events.count - first > budget.events || bytes > budget.bytes, first < events.count {
            forgetOldest()
        }
        dropForgotten()
    }

    /// Forgets every change up to `revision`.
    mutating func compact(upTo revision: UInt64) {
        while first < events.count, events[first].revision <= revision { forgetOldest() }
        compactedRevision = max(compactedRevision, revision)
        dropForgotten()
    }

    private mutating func forgetOldest() {
        bytes -= events[first].object.body.count
        compactedRevision = events[first].revision
        first += 1
    }

    /// Removing half of the array at a time keeps the cost of an append constant on average.
    private mutating func dropForgotten() {
        guard first > 64, first * 2 > events.count else { return }
        events.removeFirst(first)
        first = 0
    }

    /// The changes after `revision`; nil when some of them are forgotten.
    func events(after revision: UInt64) -> ArraySlice<StoreEvent>? {
        guard revision >= compactedRevision else { return nil }
        guard let newest = events.last?.revision, newest > revision else { return [] }
        // Revisions may have gaps, so the place is searched.
        var low = first
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].revision <= revision { low = middle + 1 } else { high = middle }
        }
        return events[low...]
    }
}
