import Environment
import JSON
import KubeAPI
import ObjectStore

extension Registry {
    /// Applies `configuration`, a document as the client sent it: creates the object, or merges the
    /// configuration into it and takes over the fields that it names.
    package mutating func apply(
        _ configuration: JSONObject, to target: Target, _ context: WriteContext
    ) throws(StatusError) -> WriteResult {
        try checkConfiguration(configuration, target)
        let old = store[target.key(target.name)].map(store.tree)
        if old == nil { try refuseUID(of: configuration, target) }
        var object = try target.fieldManager.apply(
            configuration, onto: old.map(target.served.served), by: target.writer(context),
            force: context.options.force)
        try object.checkAddress(of: target)
        guard let old else {
            guard target.subresource.isEmpty else { throw .notFound(target.reference) }
            object.metadata["resourceVersion"] = nil
            return try insert(object, at: target, context, tracking: false)
        }
        let revision = store.revision
        let result = try replace(old, by: object, at: target, context, tracking: false)
        if store.revision != revision {
            blindTakeovers.note(store.revision, old, object, target) {
                !configuration.metadataText("resourceVersion").isEmpty
            }
        }
        return result
    }

    private func checkConfiguration(
        _ configuration: JSONObject, _ target: Target
    ) throws(StatusError) {
        let kind = target.served.kind
        let name = configuration["kind"]?.string ?? ""
        let apiVersion = configuration["apiVersion"]?.string ?? ""
        guard name == kind.name, apiVersion == kind.apiVersion else {
            let groupVersion = apiVersion.contains("/") ? apiVersion : "/\(apiVersion)"
            throw .badRequest("invalid object type: \(groupVersion), Kind=\(name)")
        }
        guard configuration["metadata"]?["managedFields"] == nil else {
            throw .badRequest("metadata.managedFields must be nil")
        }
    }

    /// A uid names an object that exists (SSA-002).
    private func refuseUID(
        of configuration: JSONObject, _ target: Target
    ) throws(StatusError) {
        let uid = configuration.metadataText("uid")
        guard !uid.isEmpty else { return }
        throw .conflict(
            target.reference,
            "uid mismatch: the provided object specified uid \(uid), and no existing object was "
                + "found")
    }
}
