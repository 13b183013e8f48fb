/// Who waits for which instant: a timer for each key, and the earliest of them.
///
/// Of timers for the same instant the one that was set first comes first. A heap beside the timer of
/// each key: one that is set again or removed leaves its old entry in the heap until that comes up,
/// or until such entries are the majority.
///
/// The first use with a type of keys takes 0.07 ms: what every server uses when it starts has `UInt64`.
package struct Deadlines<Key: Hashable & Sendable>: Sendable {
    private var timers: [Key: Timer] = [:]
    private var heap: [Entry] = []
    private var count: UInt64 = 0

    private struct Timer: Comparable, Sendable {
        let instant: Timestamp
        /// How many timers were set before.
        let number: UInt64

        func shifted(by difference: Duration) -> Timer {
            Timer(instant: instant + difference, number: number)
        }

        static func < (left: Timer, right: Timer) -> Bool {
            left.instant == right.instant
                ? left.number < right.number : left.instant < right.instant
        }
    }

    private struct Entry: Sendable {
        let timer: Timer
        let key: Key
    }

    /// Timers for nobody.
    package init() {}

    /// The instant that `key` waits for; nil when it does not wait.
    package subscript(key: Key) -> Timestamp? {
        get { timers[key]?.instant }
        set {
            guard newValue != timers[key]?.instant else { return }
            if let newValue {
                let timer = Timer(instant: newValue, number: count)
                count += 1
                timers[key] = timer
                insert(Entry(timer: timer, key: key))
            } else {
                timers[key] = nil
            }
            dropStale()
        }
    }

    /// Has everybody wait for an instant that is `difference` later, since the clock was set forward by
    /// that; earlier where it is negative.
    package mutating func shift(by difference: Duration) {
        timers = timers.mapValues { $0.shifted(by: difference) }
        heap = heap.map { Entry(timer: $0.timer.shifted(by: difference), key: $0.key) }
        next = heap.first?.timer.instant
    }

    /// The earliest instant that anybody waits for.
    ///
    /// Kept, since it is asked for much more often than it changes.
    package private(set) var next: Timestamp?

    /// Removes the timer that is due first, and returns its key; nil when none is due at `now`.
    ///
    /// Mostly none is, and that is known at once by whoever asks: code for any kind of key costs more.
    @inlinable
    package mutating func popFirst(dueAt now: Timestamp) -> Key? {
        guard let next, next <= now else { return nil }
        return popFirst()
    }

    /// Removes the timer that is due first, and returns its key; there must be one.
    package mutating func popFirst() -> Key {
        let key = heap[0].key
        timers[key] = nil
        dropStale()
        return key
    }

    /// Makes the first entry one that counts, and clears the heap up when most others do not.
    private mutating func dropStale() {
        while let first = heap.first, timers[first.key] != first.timer { removeFirst() }
        next = heap.first?.timer.instant
        guard heap.count > 64, heap.count > 2 * timers.count else { return }
        // A sorted array is a heap.
        heap = timers.map { Entry(timer: $0.value, key: $0.key) }.sorted { $0.timer < $1.timer }
    }

    private mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child].timer < heap[(child - 1) / 2].timer {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while let child = leastChild(of: parent), heap[child].timer < heap[parent].timer {
            heap.swapAt(parent, child)
            parent = child
        }
    }

    private func leastChild(of parent: Int) -> Int? {
        let (left, right) = (2 * parent + 1, 2 * parent + 2)
        guard left < heap.count else { return nil }
        return right < heap.count && heap[right].timer < heap[left].timer ? right : left
    }
}
