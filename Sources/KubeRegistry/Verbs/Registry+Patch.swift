package import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

extension Registry {
    /// Changes an object as `patch` says.
    package mutating func patch(
        _ target: Target, with patch: ObjectPatch, _ context: WriteContext
    ) throws(StatusError) -> WriteResult {
        let stored = try get(target)
        let shown = target.served.shown(stored.object)
        let patched = try PatchedObject(
            patch, to: shown, kind: target.served.kind, context.options)
        var object = patched.object
        try object.checkAddress(of: target)
        let repeated = object.deduplicateOwnerReferences(ofPatch: true)
        var result = try replace(stored, by: object, at: target, context) {
            PatchedObject.namesVersion(patch, of: shown, target.served.kind, context.options)
        }
        result.warnings = patched.warnings + repeated + result.warnings
        return result
    }
}
