package import KubeAPI
package import KubeJSON
package import KubeStore
import KubeTime

extension Registry {
    /// Replaces `stored`, the present state, by `object`, which is canonical and in the form of the
    /// target's version; creates it when its name is free and the resource allows that.
    package mutating func update(
        _ stored: StoredObject?, to object: JSONObject, at target: Target, _ context: WriteContext
    ) throws(StatusError) -> WriteResult {
        var object = object
        try object.checkAddress(of: target)
        try checkUID(object.metadataText("uid"), against: stored, target)
        guard let stored else {
            guard target.rules.allowsCreateOnUpdate, target.subresource.isEmpty else {
                throw .notFound(target.reference)
            }
            _ = try object.updateVersion()
            object.setMetadata("resourceVersion", to: nil)
            return try create(object, at: target, context)
        }
        return try replace(stored, by: object, at: target, context)
    }

    /// Changes an object as `change` says, which gets and leaves it in the form of the target's
    /// version, in whatever order: how the server itself updates.
    ///
    /// Throws `404 NotFound` when there is none, and `409 Conflict` when `change` names another
    /// resource version than the stored one.
    package mutating func update(
        _ target: Target, _ context: WriteContext, by change: (inout JSONObject) -> Void
    ) throws(StatusError) -> WriteResult {
        let stored = try get(target)
        var object = target.served.shown(stored.object)
        change(&object)
        object = target.served.kind.schema.canonical(object)
        return try replace(stored, by: object, at: target, context)
    }

    /// Replaces `stored` by `object`: what PUT and the patches have in common.
    ///
    /// `tracking` keeps the books of who owns what, unless the caller has already done so.
    /// `versionIsNamed` tells whether the writer named a version, where the object alone does not.
    mutating func replace(
        _ stored: StoredObject, by object: JSONObject, at target: Target, _ context: WriteContext,
        tracking: Bool = true, versionIsNamed: (() -> Bool)? = nil
    ) throws(StatusError) -> WriteResult {
        let old = stored.object
        let shown = target.served.shown(old)
        var object = object
        let warnings = object.deduplicateOwnerReferences()
        target.rules.applyDefaults(&object)
        if tracking {
            target.fieldManager.update(from: shown, to: &object, by: target.writer(context))
        } else {
            // The defaults may leave a write without effect; what the rules take back later may not.
            FieldManager.restoreTimes(of: shown, in: &object)
        }
        let namesVersion = try checkVersion(of: &object, against: shown, target)
        object.restoreSystemFields(of: shown)
        if target.subresource.isEmpty {
            target.rules.prepareForUpdate(&object, from: shown, features: features)
        } else {
            target.rules.prepareForUpdate(
                &object, from: shown, ofSubresource: target.subresource)
        }
        try validate(object, replacing: shown, at: target)
        object.setMetadata("selfLink", to: nil)
        assert(target.served.kind.schema.isCanonical(object))
        let new = target.served.stored(object, old: old)
        // What captures nothing is not allocated.
        let write = Write(
            target, old: old, new: new, context,
            versionIsNamed: versionIsNamed ?? (namesVersion ? { true } : { false }))
        return WriteResult(
            shown: try store(write, new, over: stored, shown: object), warnings: warnings)
    }

    /// Stores the checked object over `stored`, unless nothing changed or nothing is left of it.
    private mutating func store(
        _ write: Write, _ new: JSONObject, over stored: StoredObject, shown object: JSONObject
    ) throws(StatusError) -> WriteResult.Shown {
        if object.isTerminating, object.finalizers.isEmpty,
            !write.target.rules.delaysDeletion(of: object)
        {
            // What watches show is what was stored, with the last finalizer (WAT-016).
            try delete(write, stored)
            return .transient(object)
        }
        guard new != write.old else { return .stored(stored) }
        return try put(write, new, over: stored, shown: object)
    }
}

// MARK: - Checks, in the order in which upstream makes them (UPD-012)

extension Registry {
    /// A uid in the body must be the stored one, also when nothing is stored.
    private func checkUID(
        _ uid: String, against object: StoredObject?, _ target: Target
    ) throws(StatusError) {
        guard !uid.isEmpty else { return }
        let stored = object?.object.metadataText("uid") ?? ""
        guard !uid.hasSameBytes(as: stored) else { return }
        let mismatch =
            "Precondition failed: UID in precondition: \(uid), UID in object meta: \(stored)"
        throw .conflict(
            target.reference,
            "StorageError: invalid object, Code: 4, Key: \(target.key.registryPath), "
                + "ResourceVersion: 0, AdditionalErrorMsg: \(mismatch)")
    }

    /// The version in the body must be the stored one; some resources do without.
    ///
    /// Says whether there is one.
    private func checkVersion(
        of object: inout JSONObject, against old: JSONObject, _ target: Target
    ) throws(StatusError) -> Bool {
        let stored = old.metadataText("resourceVersion")
        if object.metadataText("resourceVersion").hasSameBytes(as: stored) { return true }
        let version = try object.updateVersion()
        guard version != 0 else {
            guard target.rules.allowsUnconditionalUpdate else {
                throw versionMissing(target)
            }
            object.setMetadata("resourceVersion", to: .string(stored))
            return false
        }
        guard String(version) == stored else { throw .modified(target.reference) }
        object.setMetadata("resourceVersion", to: .string(stored))
        return true
    }

    /// Upstream puts the resource's name where the kind belongs.
    private func versionMissing(_ target: Target) -> StatusError {
        let error = FieldError.invalid(
            "metadata.resourceVersion",
            catalog.versions.release < Release(1, 33) ? .number(JSONNumber(literal: "0x0")) : 0,
            "must be specified for an update")
        return .invalid(
            kind: target.resource.name, group: target.reference.group, name: target.name,
            [error])
    }

    /// Metadata is mostly checked three times over, as upstream does; clients see it in the causes.
    private func validate(
        _ object: JSONObject, replacing old: JSONObject, at target: Target
    ) throws(StatusError) {
        let (metadataErrors, updateErrors) = ObjectMetaRules(pathSegmentsOf: target.resource)
            .problems(with: object.metadata, replacing: old.metadata)
        let subresource = target.subresource
        let ownErrors =
            subresource.isEmpty
            ? target.rules.validateUpdate(object, from: old, as: target.served.kind)
            : target.rules.validateUpdate(object, from: old, ofSubresource: subresource)
        let isRepeated = target.rules.validatesMetadata(as: target.served.kind)
        let errors =
            metadataErrors + updateErrors + (isRepeated ? updateErrors : []) + ownErrors
        guard errors.isEmpty else { throw invalid(target.reference, errors) }
    }
}

extension JSONObject {
    /// The name and namespace of the object must be those of the path.
    mutating func checkAddress(of target: Target) throws(StatusError) {
        try fillNamespace(of: target)
        let name = metadataText("name")
        guard !name.isEmpty else {
            throw .badRequest(
                "the name of the object (\(target.name) based on URL) was undeterminable: name "
                    + "must be provided")
        }
        guard name.hasSameBytes(as: target.name) else {
            throw .badRequest(
                "the name of the object (\(name)) does not match the name on the URL "
                    + "(\(target.name))")
        }
    }

    /// The resource version as a number; 0 when there is none.
    func updateVersion() throws(StatusError) -> UInt64 {
        let text = metadataText("resourceVersion")
        guard !text.isEmpty else { return 0 }
        return try GoNumber.unsigned(text, orThrow: StatusError.plain)
    }

    /// Gives back what a client cannot change (UPD-008).
    fileprivate mutating func restoreSystemFields(of old: JSONObject) {
        let old = old.metadata
        guard !metadata.isSame(as: old, but: "managedFields") else { return }
        if metadataText("uid").isEmpty { setMetadata("uid", to: old["uid"]) }
        setMetadata("creationTimestamp", to: old["creationTimestamp"])
        setMetadata("generation", to: old["generation"])
        if let deletionTimestamp = old["deletionTimestamp"] {
            setMetadata("deletionTimestamp", to: deletionTimestamp)
        }
        if self["metadata"]?["deletionGracePeriodSeconds"] == nil {
            setMetadata("deletionGracePeriodSeconds", to: old["deletionGracePeriodSeconds"])
        }
    }
}
