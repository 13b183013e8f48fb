import KubeAPI
import KubeRegistry
import KubeStore

extension ResolvedRequest {
    /// GET of an object.
    func get(
        _ target: Target, _ encoder: ObjectEncoder, in registry: Registry
    ) throws(StatusError) -> Answer {
        if query.bool("export") == true {
            throw .badRequest(
                "the export parameter, deprecated since v1.14, is no longer supported")
        }
        try target.checkKey()
        let version = query.first("resourceVersion") ?? ""
        if !version.isEmpty {
            let revision = try ResourceVersion.parse(version)
            guard revision <= registry.store.revision else { return .wait(for: revision) }
        }
        return .document(encoder.encode(try registry.get(target)))
    }
}
