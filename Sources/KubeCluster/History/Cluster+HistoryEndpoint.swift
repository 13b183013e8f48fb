import KubeAPI
import KubeJSON

/// `/fake/history`: what a cluster remembers of its past.
extension Cluster {
    static let historyRoutes = [
        ControlRoute<Cluster>(
            "/fake/history/expire",
            .init(
                .post, "forgets the history, so that older versions get 410; objects stay", .writes,
                .version(
                    "before", "the oldest version that is remembered; the present one by default"),
                answers: .json
            ) { (cluster: inout Cluster, call, before) throws(StatusError) in
                RememberedHistory(oldest: try cluster.expireHistory(before: before))
            })
    ]
}

/// How far back a cluster remembers.
private struct RememberedHistory: ControlDocument {
    let oldest: UInt64

    static var schema: ControlSchema { .object(["oldestResourceVersion": .version]) }

    var json: JSONValue { ["oldestResourceVersion": .string(String(oldest))] }
}
