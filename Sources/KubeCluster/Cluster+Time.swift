import KubeEndpoints
import KubeRegistry
import KubeStore
package import KubeTime

/// What happens because time passes.
///
/// Under a real clock everything that is due is done at the time at which the loop comes by. A
/// manual clock goes from one instant at which something is due to the next, so that everything
/// happens exactly when it should.
extension Cluster {
    /// How many instants a manual clock goes through in a slice.
    private static let instantsMax = 32
    /// How many changes may have been made before the next one.
    private static let changesMax: UInt64 = 64

    /// Lets everything that follows the store, or the clock, do what is due.
    ///
    /// Returns when there will next be something to do: `wall` when something takes long, and nil
    /// when there is nothing unless a client asks.
    package mutating func follow(to wall: Timestamp) -> Timestamp? {
        isStirred = false
        readPatience.advance(to: wall)
        if elections?.isLost(in: registry.store) == true { elections = newElections() }
        // What takes long goes on in slices, however often this is asked for.
        if !isResting(at: wall), !isBusy { _ = followStore(at: clock.now(at: wall)) }
        checkExpectations(at: wall)
        return next(at: wall)
    }

    /// The same, and a slice of what takes long, so that clients are served between two of them.
    package mutating func advance(to wall: Timestamp) -> Timestamp? {
        let next = follow(to: wall)
        guard hasMore else { return next }
        proceedWithLongRequests(at: clock.now(at: wall))
        guard !isResting(at: wall) else { return self.next(at: wall) }
        if isBusy {
            _ = followStore(at: clock.now(at: wall))
            checkExpectations(at: wall)
        }
        let revision = registry.store.revision
        for _ in 0..<Self.instantsMax
        where !clockQueue.isAtRest && !isBusy
            && registry.store.revision - revision < Self.changesMax
        {
            takeClockStep(at: wall)
        }
        return self.next(at: wall)
    }

    /// When there will next be something to do.
    private mutating func next(at wall: Timestamp) -> Timestamp? {
        if longRequests.isEmpty, let restEnd = persistence?.restEnd, wall < restEnd {
            return min(restEnd, nextMachineDue(at: wall) ?? restEnd)
        }
        guard !hasMore else { return wall }
        let due = nextDue(at: wall).flatMap { clock.wallTime(of: $0) }
        return .earlier(due, nextMachineDue(at: wall))
    }

    /// Whether nothing is done but what clients ask for, since what was done could not be kept.
    private func isResting(at wall: Timestamp) -> Bool {
        persistence?.restEnd.map { wall < $0 } ?? false
    }

    /// Whether something takes long.
    private var hasMore: Bool { isBusy || !clockQueue.isAtRest || !longRequests.isEmpty }

    /// When something is next due by the clock of the machine; nil if never.
    private func nextMachineDue(at wall: Timestamp) -> Timestamp? {
        // Whatever is due now has just been done.
        Timestamp.earlier(expectations.nextMachineDue, readPatience.next)
            .map { max($0, wall + .microseconds(1)) }
    }

    /// Whether the controllers have more to do at once.
    private var isBusy: Bool { controllers?.hasMore == true }

    /// When something is next due by the cluster's clock; nil if never.
    package mutating func nextDue(at wall: Timestamp) -> Timestamp? {
        let due = Timestamp.earlier(
            .earlier(.earlier(elections?.nextDue, api.nextWakeTime), expectations.nextDue),
            .earlier(
                .earlier(paused.nextDue, meters.nextDue),
                .earlier(controllers?.nextDue, sleepers.nextDue)))
        // Whatever is due now has just been done.
        let next = due.map { max($0, clock.now(at: wall) + .microseconds(1)) }
        return next.flatMap { $0 <= ClusterClock.end ? $0 : nil }
    }

    /// Does everything that is due at `now`, and what follows from it at once.
    mutating func followStore(at now: Timestamp) -> [FiredTimer] {
        goOnWithDue(at: now)
        if meters.fire(at: now) { signalCount += 1 }
        repeat {
            controllers?.advance(to: now, in: &registry)
            elections?.advance(
                to: now, seeingAfter: clock.mode == .manual ? .zero : ClusterElections.watchDelay,
                in: &registry)
            noteDecisions()
        } while !isBusy && controllers?.isBehind(registry.store) == true
        persistence?.didFollow(registry.store)
        let fired = api.advance(to: now, in: registry.store)
        signalCount &+= UInt64(fired.count)
        if clockQueue.run?.isPaced != true { sleepers.wake(at: now) }
        return fired
    }
}

extension Timestamp {
    /// The earlier one; nil when there is none.
    fileprivate static func earlier(_ first: Timestamp?, _ second: Timestamp?) -> Timestamp? {
        guard let first else { return second }
        return second.map { min(first, $0) } ?? first
    }
}
