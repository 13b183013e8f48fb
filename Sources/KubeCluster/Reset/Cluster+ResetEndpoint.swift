import KubeEndpoints
import KubeJSON
import KubeRegistry
import KubeStore

/// `/fake/reset`: goes back to an empty cluster.
extension Cluster {
    static let resetRoutes = [
        ControlRoute<Cluster>(
            "/fake/reset",
            .init(.post, "removes all objects", .writes, answers: .json) {
                (cluster: inout Cluster, call) in
                cluster.reset(at: call.wall)
                return EmptiedCluster(revision: cluster.registry.store.revision)
            })
    ]
}

/// A cluster that was reset.
private struct EmptiedCluster: ControlDocument {
    let revision: UInt64

    var json: JSONValue { ["resourceVersion": .string(String(revision))] }
}
