/// What a test does to a cluster, beside what Kubernetes offers.
extension Cluster {
    /// The rows of all abilities, each of which stands with its ability.
    static let controlRoutes =
        clockRoutes + electionRoutes + expectRoutes + faultRoutes + heldRoutes + historyRoutes
        + kubeconfigRoutes + leaseRoutes + partitionRoutes + requestRoutes + resetRoutes
        + snapshotRoutes + termRoutes + watchRoutes

    /// The control API of a cluster.
    static let controlTable = ControlTable(controlRoutes)
}
