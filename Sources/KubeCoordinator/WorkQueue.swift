import KubeTime

/// Keys to be worked on: some at once, in the order in which they came, some at a later time.
///
/// A key is never twice among the ones to do at once, and has at most one later time.
struct WorkQueue<Key: Hashable & Sendable> {
    private var ready: [Key] = []
    private var readyStart = 0
    private var readyKeys: Set<Key> = []
    private var waiting = TimerHeap<Key>()
    private var dueTimes: [Key: Timestamp] = [:]

    /// Whether no key is to be worked on, now or later.
    var isEmpty: Bool {
        readyKeys.isEmpty && dueTimes.isEmpty
    }

    /// When there will next be a key; nil when the queue is empty.
    ///
    /// The far past when a key can be worked on at once.
    var nextDue: Timestamp? {
        readyKeys.isEmpty ? waiting.first?.due : Timestamp(microseconds: .min)
    }

    /// Adds a key to be worked on at once.
    mutating func add(_ key: Key) {
        if readyKeys.insert(key).inserted { ready.append(key) }
    }

    /// Adds a key to be worked on at `due`; a key that waits already can only become due earlier.
    mutating func add(_ key: Key, at due: Timestamp) {
        if let current = dueTimes[key], current <= due { return }
        dueTimes[key] = due
        waiting.insert(key, at: due)
    }

    /// When a waiting key is due; nil when it does not wait.
    func dueTime(of key: Key) -> Timestamp? {
        dueTimes[key]
    }

    /// The next key that is due at `now`, taken out of the queue.
    mutating func next(at now: Timestamp) -> Key? {
        moveDueKeys(at: now)
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

    /// Forgets all keys.
    mutating func removeAll() {
        self = WorkQueue()
    }

    private mutating func moveDueKeys(at now: Timestamp) {
        while let first = waiting.first {
            // A key that was moved earlier has left its former entry behind.
            let isCurrent = dueTimes[first.key] == first.due
            guard !isCurrent || first.due <= now else { return }
            waiting.removeFirst()
            guard isCurrent else { continue }
            dueTimes[first.key] = nil
            add(first.key)
        }
    }
}
