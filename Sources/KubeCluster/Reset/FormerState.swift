import KubeRegistry

/// What a reset takes away from a cluster, and a failed commit gives back.
struct FormerState: Sendable {
    var registry: Registry
    let clock: ClusterClock
    let seed: UInt64

    init(of cluster: Cluster) {
        registry = cluster.registry
        clock = cluster.clock
        seed = cluster.seed
    }
}
