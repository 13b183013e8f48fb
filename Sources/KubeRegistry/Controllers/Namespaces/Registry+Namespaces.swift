import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

/// What creating something asks of its namespace (NamespaceLifecycle).
extension Registry {
    /// Checks that the namespace takes new objects; makes it first where that is asked for.
    mutating func admitCreation(
        of object: JSONObject, at target: Target, _ context: WriteContext
    ) throws(StatusError) {
        // A cluster-scoped object, or a path with an empty namespace, which validation refuses.
        guard target.resource.isNamespaced, !target.namespace.isEmpty else { return }
        guard let namespace = namespace(target.namespace) else {
            guard provisionsNamespaces, !context.options.isDryRun else {
                throw .notFound(
                    ObjectReference(
                        group: "", resource: "namespaces", kind: "Namespace",
                        name: target.namespace))
            }
            return provisionNamespace(target.namespace, at: context.now)
        }
        guard NamespaceRules.isTerminating(namespace) else { return }
        throw terminating(object, target)
    }

    /// What tells the cluster from all others: the uid of `kube-system`, as is the custom.
    package var clusterUID: String { namespace("kube-system")?.object.metadataText("uid") ?? "" }

    /// The namespace called `name`.
    func namespace(_ name: String) -> StoredObject? {
        store[ObjectKey(resource: Resource.namespaces.name, namespace: "", name: name)]
    }

    /// Makes the namespace `name` as the server itself, unless its name is no namespace's.
    mutating func provisionNamespace(_ name: String, at now: Timestamp) {
        guard
            let served = catalog.resource(group: "", version: "v1", name: Resource.namespaces.name)
        else { return }
        let metadata = JSONObject([("name", .string(name))])
        let object = JSONObject([("metadata", .object(metadata))])
        // A name that breaks the rules is reported by what the client wanted to create.
        _ = try? create(
            served.kind.schema.canonical(object), at: Target(served, namespace: ""),
            WriteContext(manager: "kube-apiserver", author: .server, now: now))
    }

    private func terminating(_ object: JSONObject, _ target: Target) -> StatusError {
        let names = ["name", "generateName"].map(object.metadataText) + ["Unknown"]
        let name = names.first { !$0.isEmpty } ?? ""
        var error = StatusError.forbidden(
            target.served.requestedReference(name),
            "unable to create new content in namespace \(target.namespace) because it is being "
                + "terminated")
        error.details?.causes = [
            StatusError.Cause(
                reason: "NamespaceTerminating",
                message: "namespace \(target.namespace) is being terminated",
                field: "metadata.namespace")
        ]
        return error
    }
}
