import KubeTime

/// What is going to happen, in the order of its time; of two at one instant the first that was added.
struct EventQueue<Event> {
    private var deadlines = Deadlines<UInt64>()
    private var events: [UInt64: Event] = [:]
    private var last: UInt64 = 0

    /// When the next event happens.
    var nextTime: Timestamp? { deadlines.next }

    mutating func add(_ event: Event, at instant: Timestamp) {
        last += 1
        events[last] = event
        deadlines[last] = instant
    }

    mutating func popFirst() -> (at: Timestamp, event: Event)? {
        guard let time = deadlines.next, let number = deadlines.popFirst(dueAt: time),
            let event = events.removeValue(forKey: number)
        else { return nil }
        return (time, event)
    }
}
