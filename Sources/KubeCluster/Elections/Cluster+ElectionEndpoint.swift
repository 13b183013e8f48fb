import KubeAPI

/// `/fake/elections`: explains why who leads.
extension Cluster {
    static let electionRoutes = [
        ControlRoute<Cluster>(
            "/fake/elections",
            .init(.get, "explains all elections", answers: .jsonOrText) {
                (cluster: inout Cluster, call) in cluster.explanations(at: call.wall)
            }),
        ControlRoute<Cluster>(
            "/fake/elections/{namespace}/{lease}",
            .init(.get, "explains the elections for a lease", answers: .jsonOrText) {
                (cluster: inout Cluster, call) throws(StatusError) in
                try cluster.explanation(of: call.lease, at: call.wall)
            }),
    ]
}
