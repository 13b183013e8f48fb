import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON

/// `/fake/watches`: tells which watches are open, and cuts them.
extension Cluster {
    static let watchRoutes = [
        ControlRoute<Cluster>(
            "/fake/watches",
            .init(.get, "lists the open watches", answers: .jsonOrText) {
                (cluster: inout Cluster, _) in WatchListing(watches: cluster.openWatches)
            },
            .init(.delete, "ends the connections of all watches", .lasts, answers: .json) {
                (cluster: inout Cluster, _) throws(StatusError) in
                CutWatches(count: try cluster.cutWatches())
            }),
        ControlRoute<Cluster>(
            "/fake/watches/{id}",
            .init(.delete, "ends the connection of a watch", .lasts, answers: .json) {
                (cluster: inout Cluster, call) throws(StatusError) in
                CutWatches(count: try cluster.cutWatches(try call.number("id")))
            }),
    ]
}

/// The watches that are open.
private struct WatchListing: ControlReport {
    let watches: [OpenWatch]

    static var schema: ControlSchema {
        .object([
            "watches": .list(
                of: .object([
                    "id": .whole, "client": .text, "path": .text, "version": .version,
                    "events": .whole, "behind": .whole,
                ]))
        ])
    }

    var json: JSONValue { ["watches": .array(watches.map(\.json))] }

    var text: String {
        guard !watches.isEmpty else { return "No watch is open.\n" }
        return watches.map { watch in
            "#\(watch.id.number) \(watch.client): \(watch.path) at version \(watch.revision), "
                + "\(watch.eventCount) events, \(watch.missingCount) behind\n"
        }.joined()
    }
}

extension OpenWatch {
    fileprivate var path: String {
        guard let target = request?.head.target else { return "" }
        return target.path + (target.query.map { "?\($0)" } ?? "")
    }

    fileprivate var json: JSONValue {
        [
            "id": .whole(id.number), "client": .string(client), "path": .string(path),
            "version": .string(String(revision)), "events": .integer(Int64(eventCount)),
            "behind": .integer(Int64(missingCount)),
        ]
    }
}

/// How many watches were cut.
private struct CutWatches: ControlDocument {
    let count: Int

    static var schema: ControlSchema { .object(["cut": .whole]) }

    var json: JSONValue { ["cut": .integer(Int64(count))] }
}
