import KubeAPI

/// `/fake/kubeconfig`: how a client comes to the cluster.
extension Cluster {
    static let kubeconfigRoutes = [
        ControlRoute<Cluster>(
            "/fake/kubeconfig",
            .init(.get, "gives a kubeconfig file for the cluster", answers: .yamlOrJSON) {
                (_: inout Cluster, call) throws(StatusError) in
                Kubeconfig(server: try call.baseURL())
            })
    ]
}
