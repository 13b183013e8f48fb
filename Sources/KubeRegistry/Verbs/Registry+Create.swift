package import KubeAPI
package import KubeJSON
import KubeStore
import KubeTime

extension Registry {
    /// How often a name is made up before the client is told to try again (CRE-006).
    private static let generatedNamesMax = 8

    /// Creates `object`, which is canonical and in the form of the target's version.
    package mutating func create(
        _ object: JSONObject, at target: Target, _ context: WriteContext
    ) throws(StatusError) -> WriteResult {
        var object = object
        try object.fillNamespace(of: target)
        return try insert(object, at: target, context, tracking: true)
    }

    /// What POST, and PUT and apply to a free name, have in common.
    ///
    /// `tracking` keeps the books of who owns what, unless the caller has already done so.
    mutating func insert(
        _ object: JSONObject, at target: Target, _ context: WriteContext, tracking: Bool
    ) throws(StatusError) -> WriteResult {
        var object = object
        object.wipeSystemFields()
        let warnings = object.deduplicateOwnerReferences()
        target.rules.applyDefaults(&object)
        if tracking {
            target.fieldManager.update(from: nil, to: &object, by: target.writer(context))
        }
        try admitCreation(of: object, at: target, context)
        object.fillSystemFields(uid: random.uuid(), at: context.now)
        target.rules.prepareForCreate(&object, features: features)
        let name = try chooseName(for: &object, at: target)
        try validateNew(object, named: name, at: target)
        // What is stored is looked at last, in a dry run too.
        if !context.options.isDryRun { try refuseResourceVersion(of: object) }
        guard store[target.key(name)] == nil else { throw nameTaken(by: object, target) }
        target.rules.complete(&object)
        object.setMetadata("resourceVersion", to: context.options.isDryRun ? nil : "0")
        assert(target.served.kind.schema.isCanonical(object))
        let new = target.served.stored(object, old: nil)
        let write = Write(target, named: name, old: nil, new: new, context)
        return WriteResult(
            shown: try put(write, new, shown: object), isCreated: true, warnings: warnings)
    }

    private func validateNew(
        _ object: JSONObject, named name: String, at target: Target
    ) throws(StatusError) {
        let reference = target.served.reference(name)
        let kind = target.served.kind
        let metadata = object.metadata
        var errors = target.rules.validate(object, as: kind)
        let looksAtMetadata = target.rules.validatesMetadata(as: kind)
        if looksAtMetadata {
            errors = ObjectMetaRules(of: target.resource).problems(with: metadata) + errors
        }
        guard errors.isEmpty else { throw invalid(reference, errors) }
        // What metadata must be like beside its names is the same here, and not looked at twice.
        let segmentRules = ObjectMetaRules(pathSegmentsOf: target.resource)
        let segmentErrors =
            looksAtMetadata
            ? segmentRules.nameErrors(metadata) : segmentRules.problems(with: metadata)
        guard segmentErrors.isEmpty else { throw invalid(reference, segmentErrors) }
    }

    /// A client has no say in the version of a new object (CRE-009), and is told so even when the name is
    /// taken.
    private func refuseResourceVersion(of object: JSONObject) throws(StatusError) {
        guard let version = UInt64(object.metadataText("resourceVersion")), version > 0 else {
            return
        }
        throw .plain("resourceVersion should not be set on objects to be created")
    }
}

// MARK: - Names

extension Registry {
    /// The object's name, made up when there is only a prefix.
    private mutating func chooseName(
        for object: inout JSONObject, at target: Target
    ) throws(StatusError) -> String {
        let name = object.metadataText("name")
        let prefix = object.metadataText("generateName")
        guard name.isEmpty, !prefix.isEmpty else { return name }
        let kept = String(decoding: prefix.utf8.prefix(58), as: UTF8.self)
        let attempts = features.isEnabled(.retryGenerateName) ? Self.generatedNamesMax : 1
        var generated = ""
        for _ in 0..<attempts {
            generated = kept + random.suffix(length: 5)
            if store[target.key(generated)] == nil { break }
        }
        object.setMetadata("name", to: .string(generated))
        return generated
    }

    private func nameTaken(by object: JSONObject, _ target: Target) -> StatusError {
        let name = object.metadataText("name")
        var error = StatusError.alreadyExists(target.served.reference(name))
        if !object.metadataText("generateName").isEmpty {
            error.message +=
                ", the server was not able to generate a unique name for the object"
            error.details?.retryAfterSeconds = 1
        } else if store[target.key(name)]?.object.isTerminating == true {
            error.message = "object is being deleted: \(error.message)"
        }
        return error
    }
}

extension JSONObject {
    /// Takes the namespace of the path, which must not contradict the object's own; without one in
    /// the path the object has none.
    mutating func fillNamespace(of target: Target) throws(StatusError) {
        let own = metadataText("namespace")
        guard !target.namespace.isEmpty else { return setMetadata("namespace", to: nil) }
        if own.hasSameBytes(as: target.namespace) { return }
        guard own.isEmpty || own == target.namespace else {
            throw .badRequest(
                "the namespace of the provided object does not match the namespace sent on the "
                    + "request")
        }
        setMetadata("namespace", to: .string(target.namespace))
    }

    /// Removes what a client may not say of a new object, so that nobody comes to own it (CRE-002).
    fileprivate mutating func wipeSystemFields() {
        for key in ["selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            setMetadata(key, to: nil)
        }
    }

    /// Sets what only the server knows.
    fileprivate mutating func fillSystemFields(uid: String, at now: Timestamp) {
        setMetadata("uid", to: .string(uid))
        setMetadata("creationTimestamp", to: .string(TimeFormat.seconds.format(now)))
    }

    /// Removes repeated owner references; returns what to warn the client of, in the words for
    /// patches, which upstream looks at in a later step, or for other writes (CRE-013).
    mutating func deduplicateOwnerReferences(ofPatch isPatch: Bool = false) -> [String] {
        guard let references = self["metadata"]?["ownerReferences"]?.array, references.count > 1
        else { return [] }
        let (kept, repeated) = OwnerReferenceRules.deduplicated(references)
        guard !repeated.isEmpty else { return [] }
        setMetadata("ownerReferences", to: .array(kept))
        let uids = repeated.joined(separator: ", ")
        return [
            ".metadata.ownerReferences contains duplicate entries"
                + (isPatch ? " after mutating admission happens" : "")
                + "; API server dedups owner references in 1.20+, and may reject such requests as "
                + "early as 1.24; please fix your requests; duplicate UID(s) observed: \(uids)"
        ]
    }
}
