import KubeRegistry

/// What a reset takes away from a cluster, and a failed commit gives back.
struct FormerState: Sendable {
    var registry: Registry
    let clock: ClusterClock
    let seed: UInt64

    /// What went wrong; nil when that is not taken away.
    let faults: SnapshotFaults?

    init(of cluster: Cluster, withFaults: Bool) {
        registry = cluster.registry
        clock = cluster.clock
        seed = cluster.seed
        faults = withFaults ? cluster.snapshotFaults : nil
    }
}
