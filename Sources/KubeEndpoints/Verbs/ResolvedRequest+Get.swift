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
        if !version.isEmpty,
            let revision = try awaited(version, target.resource, registry.store.revision)
        {
            return .wait(for: revision)
        }
        return .document(encoder.encode(try registry.get(target)))
    }

    /// The revision for which a read at `version` waits; nil when the store has `reached` it.
    private func awaited(
        _ version: String, _ resource: Resource, _ reached: UInt64
    ) throws(StatusError) -> UInt64? {
        guard resource.rules.hasWatchCache else {
            let revision = try ResourceVersion.parseForStorage(version)
            guard revision <= reached else {
                throw .neverReachedResourceVersion(revision, current: reached)
            }
            return nil
        }
        let revision = try ResourceVersion.parse(version)
        return revision <= reached ? nil : revision
    }
}
