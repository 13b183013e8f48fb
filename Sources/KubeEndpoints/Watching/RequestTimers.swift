import KubeStore
import KubeTime

/// The timers of the watches that are open and of the requests that wait.
struct RequestTimers: Sendable {
    /// What somebody waits for.
    enum Wait: Sendable {
        /// The bookmarks and the end of a watch.
        case watch(WatchSchedule)
        /// That the store reaches a revision; before it begins, where it is a watch that waits.
        case revision(UInt64, watch: ID?)
    }

    /// Who waits.
    struct ID: Hashable, Sendable {
        let number: UInt64
    }

    private var waits: [ID: (wait: Wait, path: String)] = [:]
    private var deadlines = Deadlines<UInt64>()
    private var count: UInt64 = 0

    /// The earliest instant that anybody waits for.
    var next: Timestamp? { deadlines.next }

    /// The watches that have something to do since this was last taken.
    private var dueWatches: Set<WatchID> = []

    /// Starts the timer of the watch of `path`.
    mutating func start(_ schedule: WatchSchedule, path: String) -> ID {
        start(.watch(schedule), until: schedule.next, path)
    }

    /// Starts the timer of something at `path`, perhaps a `watch`, that waits for a revision until
    /// `deadline`.
    mutating func start(
        waitingFor revision: UInt64, until deadline: Timestamp, path: String, for watch: ID? = nil
    ) -> ID {
        start(.revision(revision, watch: watch), until: deadline, path)
    }

    /// The watches that have something to do; each is told once.
    mutating func takeDueWatches() -> Set<WatchID> {
        defer { dueWatches = [] }
        return dueWatches
    }

    /// Has a watch be asked once more, although nothing has changed.
    mutating func wake(_ watch: WatchID) {
        dueWatches.insert(watch)
    }

    private mutating func start(_ wait: Wait, until deadline: Timestamp, _ path: String) -> ID {
        count += 1
        let id = ID(number: count)
        waits[id] = (wait, path)
        deadlines[id.number] = deadline
        return id
    }

    /// Forgets a timer.
    mutating func stop(_ id: ID) {
        waits[id] = nil
        deadlines[id.number] = nil
    }

    /// Has every timer go off as much later as the clock was set forward.
    mutating func shift(by difference: Duration) {
        deadlines.shift(by: difference)
        for (id, (wait, _)) in waits {
            guard case .watch(var schedule) = wait else { continue }
            schedule.shift(by: difference)
            waits[id]?.wait = .watch(schedule)
        }
    }

    /// Lets every timer go off that is due at `now`, and returns what that meant, in order.
    mutating func fire(at now: Timestamp, in store: ObjectStore) -> [FiredTimer] {
        var fired: [FiredTimer] = []
        while let due = deadlines.next, let number = deadlines.popFirst(dueAt: now) {
            let id = ID(number: number)
            guard let (wait, path) = waits[id] else { continue }
            if let event = fire(id, wait, at: due, in: store) {
                fired.append(FiredTimer(time: due, event: event, path: path))
            }
        }
        return fired
    }

    private mutating func fire(
        _ id: ID, _ wait: Wait, at due: Timestamp, in store: ObjectStore
    ) -> FiredTimer.Event? {
        switch wait {
        case .watch(var schedule):
            dueWatches.insert(WatchID(timer: id))
            guard schedule.takeBookmark(dueBefore: due + .microseconds(1)) != nil else {
                return .watchEnd
            }
            waits[id]?.wait = .watch(schedule)
            deadlines[id.number] = schedule.next
            return .bookmark
        case .revision(let revision, let watch):
            if let watch { dueWatches.insert(WatchID(timer: watch)) }
            return store.hasReached(revision, before: due, seenAt: due) ? nil : .revisionMissed
        }
    }
}
