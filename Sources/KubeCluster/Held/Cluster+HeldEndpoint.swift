import KubeAPI
import KubeJSON
import KubeTime

/// `/fake/held`: tells which requests are held, and lets them go on.
extension Cluster {
    static let heldRoutes = [
        ControlRoute<Cluster>(
            "/fake/held",
            .init(.get, "lists the requests that rules hold", answers: .jsonOrText) {
                (cluster: inout Cluster, _) in HeldListing(held: cluster.heldRequests)
            },
            .init(
                .post, "lets held requests go on", .lasts,
                .json(
                    "release", "all, oldest, or a match", isRequired: true,
                    .oneOf(.choice(["all", "oldest"]), .named(.requestMatch))), answers: .json,
                like: .body(#"{"release":"all"}"#), .body(#"{"release":{"client":"a"}}"#)
            ) { (cluster: inout Cluster, call, release) throws(StatusError) in
                ReleasedRequests(ids: try cluster.releaseHeld(release, at: call.wall))
            }),
        ControlRoute<Cluster>(
            "/fake/held/{id}",
            .init(
                .post, "lets a held request go on, or does something else to it", .lasts,
                .heldAction, answers: .json, like: .body(#"{"release":true}"#),
                .body(#"{"error":"conflict"}"#)
            ) { (cluster: inout Cluster, call, action) throws(StatusError) in
                let id = try call.number("id")
                try cluster.release(held: id, action, at: call.wall)
                return ReleasedRequests(ids: [id])
            }),
    ]

    private mutating func releaseHeld(
        _ release: JSONValue?, at wall: Timestamp
    ) throws(StatusError) -> [HeldRequest.ID] {
        switch release {
        case "all": return releaseHeld(at: wall)
        case "oldest": return releaseHeld(limit: 1, at: wall)
        case let match? where match.object != nil:
            return releaseHeld(try RequestMatch(match, at: "release"), at: wall)
        default:
            throw .badRequest(
                "the field \"release\" must be a match, \"all\" or \"oldest\", not "
                    + (release ?? .null).shown)
        }
    }

}

extension ControlField where Value == FaultAction {
    /// That a request goes on, or what happens to it instead.
    fileprivate static var heldAction: ControlField {
        let names = FaultAction.names.filter { !["pass", "watch"].contains($0) }
        let actions = names.map {
            ControlFieldDescription(
                $0, FaultAction.kind(of: $0), "this action of a rule, instead")
        }
        let descriptions =
            [ControlFieldDescription("release", .flag, "true: it goes on")] + actions + [
                ControlFieldDescription("then", .text, "what follows truncate")
            ]
        let schema = ControlSchema.oneOf(
            .closed(["release": .plainTrue]), .named(.faultAction))
        return ControlField(descriptions, body: schema) { said throws(StatusError) in
            let body = said.document.object ?? JSONObject()
            if let then = body["then"], then.string == nil {
                throw .badRequest("the field \"then\" must be a text, not \(then.shown)")
            }
            guard body["release"] != nil else {
                guard !body.isEmpty else {
                    throw .badRequest(
                        "say {\"release\":true}, or an action such as {\"reset\":true}")
                }
                return try FaultAction(.object(body), at: "")
            }
            guard body == JSONObject([("release", true)]) else {
                throw .badRequest(
                    "the field \"release\" must be a plain true, and stand alone")
            }
            return .pass
        }
    }
}

/// The requests that are held.
private struct HeldListing: ControlReport {
    let held: [HeldRequest]

    static var schema: ControlSchema { .object(["held": .list(of: .named(.heldRequest))]) }

    var json: JSONValue { ["held": .array(held.map(\.json))] }

    var text: String {
        guard !held.isEmpty else { return "No request is held.\n" }
        return held.map { "\($0)\n" }.joined()
    }
}

/// The requests that go on.
private struct ReleasedRequests: ControlDocument {
    let ids: [HeldRequest.ID]

    static var schema: ControlSchema { .object(["released": .list(of: .whole)]) }

    var json: JSONValue { ["released": .array(ids.map { .whole($0) })] }
}
