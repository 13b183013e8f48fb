import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime

extension APIHandler {
    /// DELETE of an object.
    func delete(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        let options = try deleteOptions(request)
        try request.checkKey()
        switch try registry.delete(request.target, options, at: now) {
        case .deleted(let uid): return .status(success(request.target, uid: uid))
        case .terminating(let shown):
            let status = options.orphanDependents == false ? 202 : 200
            return .document(status: status, encoder.encode(shown))
        }
    }

    /// DELETE of a collection.
    func deleteCollection(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        let list = try ListOptions(request.query, isWatch: false)
        // Whether anything can be selected so is said before the body is looked at.
        _ = try Selection(list, of: request.target)
        let options = try deleteOptions(request)
        switch try registry.deleteCollection(request.target, list, options, at: now) {
        case .page(let page): return .document(encoder.encode(page))
        case .notReached(let revision): return .wait(for: revision)
        }
    }

    /// The options in the body, or in the query when there is no body (DEL-005).
    private func deleteOptions(_ request: ResourceRequest) throws(StatusError) -> DeleteOptions {
        try request.http.checkBodySize()
        guard !request.http.body.isEmpty else { return try DeleteOptions(request.query) }
        return try DeleteOptions(try RequestBody(request.http).deleteOptions(request.target.served))
    }

    private func success(_ target: Target, uid: String) -> JSONObject {
        let details = StatusError.Details(
            name: target.name, group: target.served.kind.group,
            kind: target.resource.name, uid: uid)
        return JSONObject([
            ("kind", "Status"), ("apiVersion", "v1"), ("metadata", .object(JSONObject())),
            ("status", "Success"), ("details", .object(details.json)),
        ])
    }
}
