import KubeTime

/// What is going to happen, in the order of its time; of two at one instant the first that was added.
struct EventQueue<Event> {
    private var heap: [(at: Timestamp, number: UInt64, event: Event)] = []
    private var last: UInt64 = 0

    /// When the next event happens.
    var nextTime: Timestamp? { heap.first?.at }

    mutating func add(_ event: Event, at instant: Timestamp) {
        last += 1
        heap.append((instant, last, event))
        var child = heap.count - 1
        while child > 0, precedes(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> (at: Timestamp, event: Event)? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let least = children.min(by: { precedes($0, $1) }), precedes(least, parent)
            else { break }
            heap.swapAt(least, parent)
            parent = least
        }
        return (first.at, first.event)
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        (heap[left].at, heap[left].number) < (heap[right].at, heap[right].number)
    }
}
