/// The store's last changes, oldest first, as many as a budget of bytes and events allows.
struct EventHistory: Sendable {
    /// What the history may hold.
    struct Budget: Sendable {
        var events = 100_000
        var bytes = 64 << 20
    }

    /// Every change with a revision above this one is still held.
    private(set) var compactedRevision: UInt64

    /// Changes with a revision above this one are held whatever the budget: they may be undone.
    var unsettledRevision = UInt64.max

    private var events: [StoreEvent] = []

    /// Where the oldest event that still counts stands; what lies before is dropped now and then.
    private var first = 0
    private var bytes = 0
    private let budget: Budget

    /// A history that holds `events`, which are all that followed `revision`.
    init(after revision: UInt64, _ events: [StoreEvent] = [], budget: Budget = Budget()) {
        compactedRevision = revision
        self.budget = budget
        for event in events { append(event) }
    }

    /// Adds the newest change.
    mutating func append(_ event: StoreEvent) {
        events.append(event)
        bytes += event.object.body.count
        while events.count - first > budget.events || bytes > budget.bytes, canForgetOldest {
            forgetOldest()
        }
        dropForgotten()
    }

    /// Takes back every change after `revision`, which must still be held, and returns them.
    mutating func takeBack(after revision: UInt64) -> ArraySlice<StoreEvent> {
        guard let undone = events(after: revision) else {
            preconditionFailure("only what the history holds can be taken back")
        }
        events.removeLast(undone.count)
        bytes -= undone.reduce(0) { $0 + $1.object.body.count }
        return undone
    }

    /// Forgets every change up to `revision`.
    mutating func compact(upTo revision: UInt64) {
        let revision = min(revision, unsettledRevision)
        while canForgetOldest, events[first].revision <= revision { forgetOldest() }
        compactedRevision = max(compactedRevision, revision)
        dropForgotten()
    }

    private var canForgetOldest: Bool {
        first < events.count && events[first].revision <= unsettledRevision
    }

    private mutating func forgetOldest() {
        bytes -= events[first].object.body.count
        compactedRevision = events[first].revision
        // Frees its states now: to free those of many events at once would take long.
        events[first] = events[events.count - 1]
        first += 1
    }

    /// Removing a part of the array at a time keeps the cost of an append constant on average; a fifth,
    /// since nobody waits long for that, nor for an array to grow that holds not much more than it must.
    private mutating func dropForgotten() {
        guard first > 64, first * 5 > events.count else { return }
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
