import KubeEndpoints
import KubeRegistry
package import KubeTime

/// What happens because time passes.
///
/// Under a real clock everything that is due is done at the time at which the loop comes by. A
/// manual clock goes from one instant at which something is due to the next, so that everything
/// happens exactly when it should.
extension Cluster {
    /// How many instants a manual clock goes through at a time, so that clients are served between.
    private static let instantsMax = 32

    /// Lets everything that follows the store, or the clock, do what is due.
    ///
    /// Returns when there will next be something to do: `wall` when there is more at once, and nil
    /// when there is nothing unless a client asks.
    package mutating func advance(to wall: Timestamp) -> Timestamp? {
        isStirred = false
        readPatience.advance(to: wall)
        if elections?.isLost(in: registry.store) == true { elections = newElections() }
        if let restEnd = persistence?.restEnd, wall < restEnd {
            checkExpectations(at: wall)
            return min(restEnd, nextMachineDue(at: wall) ?? restEnd)
        }
        _ = followStore(at: clock.now(at: wall))
        checkExpectations(at: wall)
        for _ in 0..<Self.instantsMax where !clockQueue.isAtRest && !isBusy {
            takeClockStep(at: wall)
        }
        guard clockQueue.isAtRest, !isBusy else { return wall }
        let due = nextDue(at: wall).flatMap { clock.wallTime(of: $0) }
        return .earlier(due, nextMachineDue(at: wall))
    }

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
        } while controllers?.isBehind(registry.store) == true
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
