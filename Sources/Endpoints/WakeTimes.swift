import Environment

/// The instants at which something is due, however many things wait for each.
///
/// A heap of instants beside a count for each: an instant nobody waits for any more stays in the
/// heap until it comes up or the heap is rebuilt.
struct WakeTimes: Sendable {
    private var waiting: [Timestamp: Int] = [:]
    private var heap: [Timestamp] = []

    /// The earliest instant; nil when nothing waits.
    var next: Timestamp? {
        mutating get {
            while let first = heap.first, waiting[first] == nil { removeFirst() }
            return heap.first
        }
    }

    /// Waits for `instant`.
    mutating func insert(_ instant: Timestamp) {
        if let count = waiting[instant] {
            waiting[instant] = count + 1
            return
        }
        waiting[instant] = 1
        heap.append(instant)
        siftUp(from: heap.count - 1)
    }

    /// No longer waits for `instant`.
    mutating func remove(_ instant: Timestamp) {
        guard let count = waiting[instant] else { return }
        waiting[instant] = count > 1 ? count - 1 : nil
        // Streams that end early would otherwise leave their instants behind for an hour.
        if heap.count > 64, heap.count > 2 * waiting.count { heap = waiting.keys.sorted() }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown()
    }

    private mutating func siftUp(from start: Int) {
        var child = start
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            let children = (2 * parent + 1)..<max(2 * parent + 1, min(2 * parent + 3, heap.count))
            guard let least = children.min(by: { heap[$0] < heap[$1] }), heap[least] < heap[parent]
            else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
