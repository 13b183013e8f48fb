import KubeAPI
import KubeEndpoints
import KubeJSON
import KubeRegistry
import KubeStore

/// `/fake/reset`: goes back to how the cluster was at first.
extension Cluster {
    static let resetRoutes = [
        ControlRoute<Cluster>(
            "/fake/reset",
            .init(
                .post, "goes back to how the cluster was at first", .writes,
                .texts(
                    "only", "what goes back, of \(ResetScope.names); everything by default",
                    of: ResetScope.all.map(\.name).sorted()),
                answers: .json, like: .plain, .body(#"{"only":["faults","journal"]}"#)
            ) { (cluster: inout Cluster, call, only) throws(StatusError) in
                cluster.reset(only: try ResetScope.named(only), at: call.wall)
                return ReplacedObjects(in: cluster)
            })
    ]
}

extension ResetScope {
    /// The names of all, as a sentence lists them.
    fileprivate static var names: String { all.map(\.name).sorted().joined(separator: ", ") }

    /// The scopes that a request names; all when it names none.
    fileprivate static func named(_ names: [String]?) throws(StatusError) -> [ResetScope] {
        guard let names else { return all }
        if let stranger = names.first(where: { name in !all.contains { $0.name == name } }) {
            throw .badRequest(
                "unknown \(JSONValue.string(stranger).shown) in the field \"only\", which takes \(Self.names)"
            )
        }
        guard !names.isEmpty else {
            throw .badRequest("the field \"only\" is empty; it takes \(Self.names)")
        }
        return all.filter { names.contains($0.name) }
    }
}

/// A cluster whose objects were replaced.
struct ReplacedObjects: ControlDocument {
    private let revision: UInt64

    static var schema: ControlSchema { .object(["resourceVersion": .version]) }

    init(in cluster: Cluster) {
        revision = cluster.registry.store.revision
    }

    var json: JSONValue { ["resourceVersion": .string(String(revision))] }
}
