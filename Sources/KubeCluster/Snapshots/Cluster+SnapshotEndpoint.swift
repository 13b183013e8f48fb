import KubeAPI
import KubeHTTP1

/// `/fake/snapshot`: the state of a cluster, out and in.
extension Cluster {
    static let snapshotRoutes = [
        ControlRoute<Cluster>(
            "/fake/snapshot",
            .init(
                .get, "tells all objects, the clock, the seed, and what goes wrong",
                answers: .snapshot
            ) {
                (cluster: inout Cluster, call) in cluster.snapshot(at: call.wall)
            },
            .init(
                .put, "goes on from a snapshot", .writes, document: "a snapshot, in YAML or JSON",
                answers: .json,
                like: .body(#"{"kind":"Cluster","apiVersion":"fake-apiserver/v1","seed":7}"#)
            ) { (cluster: inout Cluster, call) throws(StatusError) in
                try cluster.restore([SnapshotText(call.document)], at: call.wall)
                return ReplacedObjects(in: cluster)
            })
    ]
}

extension ControlForm<Snapshot> {
    /// YAML, or JSON for a client that asks for it; both are written faster than through a tree.
    static var snapshot: ControlForm {
        ControlForm([.yaml, .json], .anything) { snapshot, mediaType in
            .complete(
                HTTPResponse(
                    control: mediaType == .json ? snapshot.json : snapshot.yaml, as: mediaType))
        }
    }
}
