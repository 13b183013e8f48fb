import KubeTime

/// A binary heap of keys, the earliest first; of equal times the one that came first.
struct TimerHeap<Key: Sendable> {
    private var entries: [Entry] = []
    private var nextNumber: UInt64 = 0

    /// A key and when it is due.
    struct Entry {
        let key: Key
        let due: Timestamp
        fileprivate let number: UInt64

        fileprivate func precedes(_ other: Entry) -> Bool {
            due == other.due ? number < other.number : due < other.due
        }
    }

    /// The earliest entry.
    var first: Entry? {
        entries.first
    }

    /// Adds `key`, whether or not it is there already.
    mutating func insert(_ key: Key, at due: Timestamp) {
        entries.append(Entry(key: key, due: due, number: nextNumber))
        nextNumber += 1
        var index = entries.count - 1
        while index > 0, entries[index].precedes(entries[(index - 1) / 2]) {
            entries.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    /// Removes the earliest entry, of which there must be one.
    mutating func removeFirst() {
        precondition(!entries.isEmpty, "an empty heap has no first entry")
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var index = 0
        while let child = earliestChild(of: index), entries[child].precedes(entries[index]) {
            entries.swapAt(index, child)
            index = child
        }
    }

    private func earliestChild(of index: Int) -> Int? {
        let left = 2 * index + 1
        guard left < entries.count else { return nil }
        let right = left + 1
        return right < entries.count && entries[right].precedes(entries[left]) ? right : left
    }
}
