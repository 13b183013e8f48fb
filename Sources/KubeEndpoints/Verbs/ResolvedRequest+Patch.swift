import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime

extension ResolvedRequest {
    /// PATCH of an object.
    func patch(
        _ target: Target, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        try target.checkKey()
        try http.checkBodySize()
        let type = try PatchType(contentType: http.fields["Content-Type"])
        let options = try WriteOptions(
            query, for: type == .apply ? .apply : .patch)
        let context = context(options, now)
        switch try readBody().document {
        case .yaml(let parsed):
            let configuration = try ApplyBody(parsed, options.fieldValidation)
            let result = try registry.apply(
                configuration.document, to: target, context,
                strictProblem: configuration.strictProblem)
            return answer(result, configuration.warnings, encoder)
        case .json(let parsed):
            // What is wrong with a patch is only said once there is something to patch (PAT-002).
            _ = try registry.get(target)
            let patch = try PatchBody(parsed, options.fieldValidation).patch(type)
            return answer(try registry.patch(target, with: patch, context), [], encoder)
        case .protobuf: preconditionFailure("no patch is written in protobuf")
        }
    }
}
