package import KubeAPI
package import KubeJSON
import KubeStore
import KubeTime

extension Registry {
    /// Applies `configuration`, a document as the client sent it: creates the object, or merges the
    /// configuration into it and takes over the fields that it names.
    ///
    /// `strictProblem` is what a strict reader minds in the text of the document; it is thrown where
    /// upstream reads the text a second time, once the configuration could be merged.
    package mutating func apply(
        _ configuration: JSONObject, to target: Target, _ context: WriteContext,
        strictProblem: StatusError? = nil
    ) throws(StatusError) -> WriteResult {
        let stored = store[target.key]
        var object = try target.fieldManager.apply(
            configuration, onto: stored.map { target.served.shown($0.object) },
            by: target.writer(context),
            force: context.options.force)
        if let strictProblem { throw strictProblem }
        if stored == nil { try refuseUID(of: configuration, target) }
        try object.checkAddress(of: target)
        guard let stored else {
            guard target.subresource.isEmpty else { throw .notFound(target.reference) }
            _ = try object.updateVersion()
            object.setMetadata("resourceVersion", to: nil)
            return try insert(object, at: target, context, tracking: false)
        }
        return try replace(stored, by: object, at: target, context, tracking: false) {
            !configuration.metadataText("resourceVersion").isEmpty
        }
    }

    /// A uid names an object that exists (SSA-002).
    private func refuseUID(
        of configuration: JSONObject, _ target: Target
    ) throws(StatusError) {
        let uid = configuration.metadataText("uid")
        guard !uid.isEmpty else { return }
        throw .conflict(
            target.served.requestedReference(target.name),
            "uid mismatch: the provided object specified uid \(uid), and no existing object was "
                + "found")
    }
}
