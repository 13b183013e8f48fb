import Synchronization

/// Where the clocks of a process's clusters can be seen, by the names of the clusters.
package final class ClockDirectory: Sendable {
    private let places = Mutex<[String: ClockPlace]>([:])

    /// The clock of the cluster called `name`, which is empty for the one at the server's own URL.
    package internal(set) subscript(name: String) -> ClockPlace? {
        get { places.withLock { $0[name] } }
        set { places.withLock { $0[name] = newValue } }
    }
}

/// A cluster and what shows its clock.
package struct ClockPlace: Sendable {
    package let cluster: ClusterID
    package let face: ClockFace
}
