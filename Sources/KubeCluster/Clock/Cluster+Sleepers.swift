package import KubeAPI
import KubeEndpoints
package import KubeTime

/// Code that is not the cluster's, and waits by its clock.
extension Cluster {
    /// Has `listener` told once the clock shows `instant`, or why it never will; with nil when the sleeper
    /// does not want to sleep any more. Returns nil when it was told at once.
    package mutating func sleep(
        until instant: Timestamp, at wall: Timestamp,
        _ listener: @escaping @Sendable (Result<Void, StatusError>?) -> Void
    ) -> SleepTicket? {
        sleepers.add(until: instant, at: clock.now(at: wall), listener)
    }

    /// Wakes one who does not want to sleep any more.
    package mutating func wake(_ ticket: SleepTicket) { sleepers.abandon(ticket) }

    /// What has been seen of those who live by the cluster's clock.
    package var activity: ClusterActivity {
        ClusterActivity(
            version: version, lastRequestID: requestJournal.lastID,
            sleepCount: sleepers.sleepCount, wokenCount: sleepers.wokenCount)
    }

    /// Does not expect those back who were woken.
    package mutating func forgetWoken() { sleepers.forgetWoken() }

    /// Whether anybody may want to act when something has happened.
    var isObserved: Bool {
        sleepers.sleepCount > 0 || face.work.changes > 0 || api.nextWakeTime != nil
            || !paused.isEmpty
    }
}

/// What has been seen of those who live by a cluster's clock: as long as it changes, they act.
package struct ClusterActivity: Hashable, Sendable {
    let version: UInt64
    let lastRequestID: UInt64
    let sleepCount: UInt64

    /// How many were woken and have not gone to sleep again.
    package let wokenCount: Int
}
