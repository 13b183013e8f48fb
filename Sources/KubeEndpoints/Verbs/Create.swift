import KubeAPI
import KubeRegistry
import KubeTime

extension APIHandler {
    /// POST to a collection.
    func create(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        let body = try RequestBody(request.http)
        try request.http.checkBodySize()
        let options = try WriteOptions(request.query, for: .create)
        let decoded = try body.decode(
            as: request.target.served, options.fieldValidation, registry.catalog)
        let result = try registry.create(
            decoded.object, at: request.target, context(request, options, now))
        return answer(result, decoded.warnings, encoder)
    }

    /// Who writes, as the options or else the user agent say.
    func context(
        _ request: ResourceRequest, _ options: WriteOptions, _ now: Timestamp
    ) -> WriteContext {
        let manager =
            options.fieldManager.isEmpty
            ? FieldManager.name(userAgent: request.userAgent) : options.fieldManager
        return WriteContext(options: options, manager: manager, now: now)
    }

    /// The object that a write leads to.
    func answer(
        _ result: WriteResult, _ warnings: [String], _ encoder: ObjectEncoder
    ) -> Answer {
        .document(
            status: result.isCreated ? 201 : 200, encoder.encode(result.shown),
            warnings: warnings + result.warnings)
    }
}
