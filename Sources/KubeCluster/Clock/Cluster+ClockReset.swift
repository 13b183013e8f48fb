import KubeAPI
import KubeTime

extension Cluster {
    /// Lets the clock begin again as it did at first; commands that are not done come to nothing.
    mutating func resetClock(at wall: Timestamp) {
        setClock(ClusterClock(setting: clockSetting, at: wall), at: wall)
    }

    /// Puts another clock in the place of the present one, which may show a later time.
    mutating func setClock(_ other: ClusterClock, at wall: Timestamp) {
        clockQueue.drop(.badRequest("the clock was set to another time meanwhile"))
        guard other.mode != clock.mode || other.now(at: wall) != clock.now(at: wall) else { return }
        clock = other
        hurry(at: clock.now(at: wall))
        // The coordinator and the controllers wait for instants of the former time.
        elections = newElections()
        controllers = newControllers()
    }
}

extension ResetScope {
    /// The clock, with what moves it.
    public static let clock = ResetScope("clock") { $0.resetClock(at: $1) }
}
