import KubeAPI
import KubeRegistry
import KubeTime

extension APIHandler {
    /// PUT of an object.
    func update(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        try request.http.checkBodySize()
        let options = try WriteOptions(request.query, for: .update)
        let decoded = try RequestBody(request.http).decode(
            as: request.target.served, options.fieldValidation, registry.catalog)
        let result = try registry.update(
            decoded.object, at: request.target, context(request, options, now))
        return answer(result, decoded.warnings, encoder)
    }
}
