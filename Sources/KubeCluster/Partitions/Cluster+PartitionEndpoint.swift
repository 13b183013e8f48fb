import KubeAPI
import KubeJSON

/// `/fake/partitions`: cuts clients off, and heals that.
extension Cluster {
    static let partitionRoutes = [
        ControlRoute<Cluster>(
            "/fake/partitions",
            .init(.get, "lists the clients that are cut off", answers: .jsonOrText) {
                (cluster: inout Cluster, _) in PartitionListing(partitions: cluster.partitions)
            },
            .init(
                .post, "cuts a client off, whose connections stay open and silent", .lasts,
                .choice("direction", "what gets lost: both (the default), toServer or toClient"),
                .name("client", "the client, as in /as/a/", example: "a"),
                answers: .json(status: 201),
                like: .body(#"{"client":"a","direction":"toClient"}"#)
            ) {
                (cluster: inout Cluster, _, direction: PartitionDirection?, client)
                    throws(StatusError) in
                try cluster.separate(client, direction ?? .both)
                return PartitionListing(partitions: cluster.partitions)
            },
            .init(.delete, "heals all", .lasts, answers: .json) { (cluster: inout Cluster, _) in
                cluster.healAll()
                return PartitionListing(partitions: cluster.partitions)
            }),
        ControlRoute<Cluster>(
            "/fake/partitions/{client}",
            .init(
                .delete, "heals a client: connections that have lost something are reset", .lasts,
                answers: .json
            ) { (cluster: inout Cluster, call) throws(StatusError) in
                guard cluster.heal(call["client"]) else {
                    throw StatusError(
                        code: 404, reason: "NotFound",
                        message: "the client \(GoQuote.quote(call["client"])) is not cut off; "
                            + "GET /fake/partitions lists those that are")
                }
                return PartitionListing(partitions: cluster.partitions)
            }),
    ]

    /// Lets everything through again between everybody and the server.
    mutating func healAll() {
        for client in partitions.directions.keys.sorted() { heal(client) }
    }
}

extension PartitionDirection: ControlChoice {}

/// The clients that are cut off.
private struct PartitionListing: ControlReport {
    let partitions: Partitions

    static var schema: ControlSchema {
        .object([
            "partitions": .list(
                of: .object([
                    "client": .text, "direction": .choice(PartitionDirection.self),
                ]))
        ])
    }

    var json: JSONValue { ["partitions": partitions.json] }

    var text: String {
        guard !partitions.isEmpty else { return "No client is cut off.\n" }
        return partitions.directions.sorted { $0.key < $1.key }.map { client, direction in
            "\(client): \(direction.effect) (\(direction.rawValue))\n"
        }.joined()
    }
}

extension PartitionDirection {
    /// What becomes of what is sent.
    fileprivate var effect: String {
        switch self {
        case .both: "neither its requests nor answers arrive"
        case .toServer: "its requests do not arrive"
        case .toClient: "answers do not arrive"
        }
    }
}
