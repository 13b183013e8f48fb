import KubeAPI
import KubeRegistry
import KubeStore

extension APIHandler {
    /// GET of an object.
    func get(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: Registry
    ) throws(StatusError) -> Answer {
        if request.query.bool("export") == true {
            throw .badRequest(
                "the export parameter, deprecated since v1.14, is no longer supported")
        }
        try request.checkKey()
        let version = request.query.first("resourceVersion") ?? ""
        if !version.isEmpty {
            let revision = try ResourceVersion.parse(version)
            guard revision <= registry.store.revision else { return .wait(for: revision) }
        }
        return .document(encoder.encode(try registry.get(request.target)))
    }
}
