import KubeAPI
import KubeHTTP1
import KubeRegistry
import KubeTime

extension ResolvedRequest {
    /// POST to a collection.
    func create(
        _ target: Target, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        _ = try bodyEncoding()
        try http.checkBodySize()
        let options = try WriteOptions(query, for: .create)
        let decoded = try readObject(of: target, options.fieldValidation, registry.catalog)
        let result: WriteResult
        do throws(StatusError) {
            result = try registry.create(decoded.object, at: target, context(options, now))
        } catch {
            return .refusal(error, warnings: decoded.warnings)
        }
        return answer(result, decoded.warnings, encoder)
    }

    /// Who writes, as the options or else the user agent say.
    func context(_ options: WriteOptions, _ now: Timestamp) -> WriteContext {
        let manager =
            options.fieldManager.isEmpty
            ? FieldManager.name(userAgent: userAgent) : options.fieldManager
        return WriteContext(
            options: options, manager: manager, client: http.clientName, now: now)
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
