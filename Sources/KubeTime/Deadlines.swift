/// Who waits for which instant: a timer for each key, and the earliest of them.
///
/// A heap beside the instant of each key. A timer that is set again or removed leaves its old entry
/// in the heap until that comes up, or until such entries are the majority.
package struct Deadlines<Key: Hashable & Comparable & Sendable>: Sendable {
    private var instants: [Key: Timestamp] = [:]
    private var heap: [Entry] = []

    private struct Entry: Comparable, Sendable {
        let instant: Timestamp
        let key: Key

        static func < (left: Entry, right: Entry) -> Bool {
            left.instant == right.instant ? left.key < right.key : left.instant < right.instant
        }
    }

    /// Timers for nobody.
    package init() {}

    /// The instant that `key` waits for; nil when it does not wait.
    package subscript(key: Key) -> Timestamp? {
        get { instants[key] }
        set {
            guard newValue != instants[key] else { return }
            instants[key] = newValue
            if let newValue { insert(Entry(instant: newValue, key: key)) }
            dropStale()
        }
    }

    /// The earliest instant that anybody waits for.
    package var next: Timestamp? {
        mutating get {
            while let first = heap.first, instants[first.key] != first.instant { removeFirst() }
            return heap.first?.instant
        }
    }

    /// Removes the timer that is due first, and returns its key; nil when none is due at `now`.
    ///
    /// Timers for the same instant come in the order of their keys.
    package mutating func popFirst(dueAt now: Timestamp) -> Key? {
        guard let next, next <= now else { return nil }
        let key = heap[0].key
        removeFirst()
        instants[key] = nil
        return key
    }

    private mutating func dropStale() {
        guard heap.count > 64, heap.count > 2 * instants.count else { return }
        // A sorted array is a heap.
        heap = instants.map { Entry(instant: $0.value, key: $0.key) }.sorted()
    }

    private mutating func insert(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while let child = leastChild(of: parent), heap[child] < heap[parent] {
            heap.swapAt(parent, child)
            parent = child
        }
    }

    private func leastChild(of parent: Int) -> Int? {
        let (left, right) = (2 * parent + 1, 2 * parent + 2)
        guard left < heap.count else { return nil }
        return right < heap.count && heap[right] < heap[left] ? right : left
    }
}
