package import KubeAPI
import KubeEndpoints
package import KubeTime

/// Code that is not the cluster's, and waits by its clock.
extension Cluster {
    /// Has `listener` told once the clock shows `instant`, or why it never will.
    ///
    /// It is told nil when the sleeper does not want to sleep any more. Nobody waits for one who
    /// `isUnattended` to come back.
    ///
    /// - Returns: The right to be woken; nil when the listener was told at once.
    package mutating func sleep(
        until instant: Timestamp, isUnattended: Bool, at wall: Timestamp,
        _ listener: @escaping @Sendable (Result<Void, StatusError>?) -> Void
    ) -> SleepTicket? {
        sleepers.add(
            until: instant, at: clock.now(at: wall), isUnattended: isUnattended, listener)
    }

    /// Wakes one who does not want to sleep any more.
    package mutating func wake(_ ticket: SleepTicket) { sleepers.abandon(ticket) }

    /// What is to be seen of those who live by the cluster's clock.
    package var activity: ClusterActivity {
        var activity = ClusterActivity()
        activity.version = version
        activity.lastRequestID = requestJournal.lastID
        activity.sleepCount = sleepers.sleepCount
        activity.wokenCount = sleepers.wokenCount
        return activity
    }

    /// How many sleep until a test moves the clock: none where that goes by itself.
    package var sleeperCount: Int { clock.mode == .manual ? sleepers.sleeperCount : 0 }

    /// Does not expect those back who were woken.
    package mutating func forgetWoken() { sleepers.forgetWoken() }

    /// Whether anybody may want to act when something has happened.
    var isObserved: Bool {
        sleepers.sleepCount > 0 || face.view.changeCount > 0 || api.nextWakeTime != nil
            || !paused.isEmpty
    }
}

/// What a cluster sees of those who live by its clock: as long as it changes, they act.
package struct ClusterActivity: Hashable, Sendable {
    var version: UInt64 = 0
    var lastRequestID: UInt64 = 0
    var sleepCount: UInt64 = 0

    /// How many were woken and have not gone to sleep again.
    package var wokenCount = 0

    /// How many requests wait at the server, for a rule, for the time or for a resource version.
    package var waitingCount = 0

    /// How many requests have an answer that is on its way.
    package var movingCount = 0

    /// How often watches with a socket were told something.
    package var deliveryCount: UInt64 = 0

    init() {}
}
