import KubeAPI

/// What a test does to the clusters of a process, and to the one at `/`.
extension ClusterHost {
    /// The control API at `/fake/`: that of the default cluster, and what concerns all clusters.
    static let controlTable = ControlTable(
        Cluster.controlRoutes.map(\.inDefaultCluster) + clusterRoutes)
}

extension ControlRoute<Cluster> {
    /// The same route for the host of a default cluster.
    fileprivate var inDefaultCluster: ControlRoute<ClusterHost> {
        ControlRoute<ClusterHost>(path, actions.map(\.inDefaultCluster))
    }
}

extension ControlAction<Cluster> {
    fileprivate var inDefaultCluster: ControlAction<ClusterHost> {
        ControlAction<ClusterHost>(description) { host, call throws(StatusError) in
            let result = host.withCluster(.default) { cluster in
                Result { () throws(StatusError) in try perform(&cluster, call) }
            }
            guard let result else { throw .internalError("there is no cluster at /") }
            return try result.get()
        }
    }
}
