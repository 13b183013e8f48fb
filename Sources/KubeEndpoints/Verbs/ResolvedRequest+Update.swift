import KubeAPI
import KubeRegistry
import KubeTime

extension ResolvedRequest {
    /// PUT of an object.
    func update(
        _ target: Target, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        try http.checkBodySize()
        let options = try WriteOptions(query, for: .update)
        let stored = registry.prepareTree(at: target)
        let decoded = try readObject(
            of: target, replacing: stored, options.fieldValidation, registry.catalog)
        let result: WriteResult
        do throws(StatusError) {
            result = try registry.update(
                stored, to: decoded.object, at: target, context(options, now))
        } catch {
            return .refusal(error, warnings: decoded.warnings)
        }
        return answer(result, decoded.warnings, encoder)
    }
}
