import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime

extension ResolvedRequest {
    /// DELETE of an object.
    func delete(
        _ target: Target, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        let options = try deleteOptions(target)
        try target.checkKey()
        switch try registry.delete(target, options, deletionContext(now)) {
        case .deleted(let uid): return .status(success(target, uid: uid))
        case .terminating(let shown):
            let status = options.orphanDependents == false ? 202 : 200
            return .document(status: status, encoder.encode(shown))
        }
    }

    /// DELETE of a collection.
    func deleteCollection(
        _ target: Target, in registry: Registry
    ) throws(StatusError) -> Answer {
        let list = try ListOptions(query, isWatch: false)
        // Whether anything can be selected so is said before the body is looked at.
        _ = try Selection(list, of: target)
        let options = try deleteOptions(target)
        switch try registry.list(target, list) {
        case .search(let search):
            return .list(.deletion(CollectionDeletion(search, of: target, options)))
        case .notReached(let revision): return .wait(for: revision)
        }
    }

    /// The options in the body, or in the query when there is no body (DEL-005).
    private func deleteOptions(_ target: Target) throws(StatusError) -> DeleteOptions {
        try http.checkBodySize()
        guard !http.body.isEmpty else { return try DeleteOptions(query) }
        return try DeleteOptions(try readBody().deleteOptions(at: target.served.kind))
    }

    /// Who deletes; the user agent says.
    func deletionContext(_ now: Timestamp) -> WriteContext {
        WriteContext(
            manager: FieldManager.name(userAgent: userAgent), client: http.clientName, now: now)
    }

    private func success(_ target: Target, uid: String) -> JSONObject {
        let details = StatusError.Details(
            name: target.name, group: target.served.reference(target.name).group,
            kind: target.resource.name, uid: uid)
        return JSONObject([
            ("kind", "Status"), ("apiVersion", "v1"), ("metadata", .object(JSONObject())),
            ("status", "Success"), ("details", .object(details.json)),
        ])
    }
}
