import KubeEndpoints
import KubeRegistry
import KubeTime

/// What becomes of a cluster when somebody sets the machine's clock.
extension Cluster {
    /// Has everybody wait as long as they would have: the machine's clock was set forward by `jump`, or back
    /// where that is negative.
    ///
    /// A clock that shows the machine's time shows the new one from now on, in objects and when these are
    /// compared with it; any other goes on as if nothing had happened.
    mutating func followMachineClock(by jump: Duration) {
        readPatience.shift(by: jump)
        persistence?.shift(by: jump)
        guard clock.isMachines else {
            expectations.shift(by: .zero, machine: jump)
            return clock.disregard(jump)
        }
        expectations.shift(by: jump, machine: jump)
        api.shift(by: jump)
        faults.shift(by: jump)
        paused.shift(by: jump)
        meters.shift(by: jump)
        sleepers.shift(by: jump)
        controllers?.shift(by: jump)
        elections?.shift(by: jump, in: registry.store)
    }
}
