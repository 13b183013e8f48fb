import KubeTime

/// Keys to be worked on: some at once, in the order in which they came, some at a later time.
///
/// A key is never twice among the ones to do at once, and has at most one later time.
struct WorkQueue<Key: Hashable & Sendable> {
    private var ready: [Key] = []
    private var readyStart = 0
    private var readyKeys: Set<Key> = []
    private var waiting = Deadlines<Key>()

    /// Whether no key is to be worked on, now or later.
    var isEmpty: Bool {
        readyKeys.isEmpty && waiting.next == nil
    }

    /// When there will next be a key; nil when the queue is empty.
    ///
    /// The far past when a key can be worked on at once.
    var nextDue: Timestamp? {
        readyKeys.isEmpty ? waiting.next : Timestamp(microseconds: .min)
    }

    /// Adds a key to be worked on at once.
    mutating func add(_ key: Key) {
        if readyKeys.insert(key).inserted { ready.append(key) }
    }

    /// Adds a key to be worked on at `due`; a key that waits already can only become due earlier.
    mutating func add(_ key: Key, at due: Timestamp) {
        if let current = waiting[key], current <= due { return }
        waiting[key] = due
    }

    /// When a waiting key is due; nil when it does not wait.
    func dueTime(of key: Key) -> Timestamp? {
        waiting[key]
    }

    /// The next key that is due at `now`, taken out of the queue.
    mutating func next(at now: Timestamp) -> Key? {
        while let key = waiting.popFirst(dueAt: now) { add(key) }
        guard readyStart < ready.count else { return nil }
        let key = ready[readyStart]
        readyStart += 1
        readyKeys.remove(key)
        if readyStart == ready.count {
            ready.removeAll(keepingCapacity: true)
            readyStart = 0
        }
        return key
    }

    /// Has every key that waits be due as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { waiting.shift(by: difference) }

    /// Forgets all keys.
    mutating func removeAll() {
        self = WorkQueue()
    }
}
