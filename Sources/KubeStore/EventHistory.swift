import KubeJSON

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
    var keptRevision = UInt64.max

    private var events: [StoreEvent] = []

    /// The state that the newest change that is forgotten has led to; nil before there is one.
    private var lastForgotten: StoredObject?

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

    /// Removes every change after `revision`, and returns them; nil when some of them are forgotten.
    mutating func undo(after revision: UInt64) -> ArraySlice<StoreEvent>? {
        guard let undone = events(after: revision) else { return nil }
        events.removeLast(undone.count)
        bytes -= undone.reduce(0) { $0 + $1.object.body.count }
        return undone
    }

    /// Forgets every change up to `revision`.
    mutating func compact(upTo revision: UInt64) {
        let revision = min(revision, keptRevision)
        while canForgetOldest, events[first].revision <= revision { forgetOldest() }
        compactedRevision = max(compactedRevision, revision)
        dropForgotten()
    }

    private var canForgetOldest: Bool {
        first < events.count && events[first].revision <= keptRevision
    }

    private mutating func forgetOldest() {
        bytes -= events[first].object.body.count
        compactedRevision = events[first].revision
        lastForgotten = events[first].object
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
}

// MARK: - Reading

extension EventHistory {
    /// The changes after `revision`; nil when some of them are forgotten.
    func events(after revision: UInt64) -> ArraySlice<StoreEvent>? {
        guard revision >= compactedRevision else { return nil }
        guard let newest = events.last?.revision, newest > revision else {
            return events[events.count...]
        }
        // Revisions may have gaps, so the place is searched.
        let present = events[first...]
        return present[present.partitioningIndex { $0.revision > revision }...]
    }

    /// The state that the newest change has led to, even when that is forgotten.
    var last: StoredObject? { first < events.count ? events.last?.object : lastForgotten }

    /// The state that the newest change up to `revision` has led to; nil when it is not known.
    func last(upTo revision: UInt64) -> StoredObject? {
        events(after: revision).flatMap(last(before:))
    }

    /// The state that the change before `later`, the newest changes, has led to.
    func last(before later: ArraySlice<StoreEvent>) -> StoredObject? {
        later.startIndex > first ? events[later.startIndex - 1].object : lastForgotten
    }
}
