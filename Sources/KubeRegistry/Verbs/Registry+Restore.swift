package import KubeAPI
package import KubeJSON
package import KubeStore
package import KubeTime

/// Objects that come with what only a server can have given them.
extension Registry {
    /// Forgets all objects and all history, and holds `objects` as of `revision`, with the namespaces
    /// that every cluster has, but those called `names`, which are to come.
    package mutating func replaceObjects(
        with objects: [StoredObject], at revision: UInt64,
        withoutNamespaces names: Set<String> = [],
        now: Timestamp
    ) {
        store = ObjectStore(revision: revision, objects: objects, compacted: revision, events: [])
        provisionNamespaces(at: now, but: names)
    }

    /// What is to be stored of `object`, which is canonical and in the form of the target's version.
    ///
    /// A uid and a time of creation are made up where they are missing. The object must be as an
    /// update could leave it; throws what is wrong with it.
    package mutating func restored(
        _ object: JSONObject, at target: Target, now: Timestamp
    ) throws(StatusError) -> RestoredObject {
        var object = object
        try object.fillNamespace(of: target)
        if object.metadataText("uid").isEmpty {
            object.setMetadata("uid", to: .string(random.uuid()))
        }
        if object.metadata["creationTimestamp"] == nil {
            object.setMetadata("creationTimestamp", to: .string(TimeFormat.seconds.format(now)))
        }
        if object.metadata["managedFields"] == [[:]] {
            object.setMetadata("managedFields", to: nil)
        }
        let revision = try object.updateVersion()
        object = target.served.stored(object, old: nil)
        try validate(restored: object, at: target)
        return RestoredObject(
            key: target.key(object.metadataText("name")), revision: revision == 0 ? nil : revision,
            object: object, fields: target.rules.selectableFields(of: object))
    }

    /// Stores a restored object that is to have a new revision; its name must be free.
    package mutating func put(_ restored: RestoredObject, now: Timestamp) {
        store.put(restored.object, at: restored.key, fields: restored.fields, time: now)
    }

    /// Checks that the namespace of a restored object is there; makes it first where requests do.
    package mutating func admitNamespace(
        of restored: RestoredObject, now: Timestamp
    ) throws(StatusError) {
        let name = restored.key.namespace
        guard !name.isEmpty, namespace(name) == nil else { return }
        if provisionsNamespaces { provisionNamespace(name, at: now) }
        guard namespace(name) == nil else { return }
        throw .notFound(
            ObjectReference(group: "", resource: "namespaces", kind: "Namespace", name: name))
    }

    /// What one version stored is not wrong although another's rules would not have it.
    private func validate(restored object: JSONObject, at target: Target) throws(StatusError) {
        let resource = target.resource
        let metadataRules =
            resource.alwaysValidatesMetadata
            ? ObjectMetaRules(of: resource) : ObjectMetaRules(pathSegmentsOf: resource)
        let ownErrors = resource.views.map { view in
            let shown = view.conversion?.shown(object) ?? object
            return target.rules.validateUpdate(shown, from: shown, as: view.kind)
        }
        let isValid = ownErrors.contains(where: \.isEmpty)
        let errors =
            metadataRules.problems(with: object.metadata) + (isValid ? [] : ownErrors[0])
        guard errors.isEmpty else {
            throw .invalid(target.served.reference(object.metadataText("name")), errors)
        }
    }
}
