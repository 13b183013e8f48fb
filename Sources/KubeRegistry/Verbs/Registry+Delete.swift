package import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

extension Registry {
    /// Deletes an object, or marks it as terminating when finalizers keep it.
    package mutating func delete(
        _ target: Target, _ options: DeleteOptions, _ context: WriteContext
    ) throws(StatusError) -> DeleteResult {
        let stored = try get(target)
        let old = stored.object
        try target.rules.admitDeletion(of: target.reference)
        try checkPreconditions(options, of: old, target)
        // A namespace that is being emptied takes no more orders (COR-008).
        if old.isTerminating, target.rules.delaysDeletion(of: old) {
            return .terminating(.stored(stored))
        }
        let finalizers = options.finalizers(
            after: old.finalizers, hasDependents: target.rules.hasDependents)
        guard finalizers.isEmpty, !target.rules.delaysDeletion(of: old) else {
            let object = terminated(old, finalizers, at: context.now, target)
            guard object != old else { return .terminating(.stored(stored)) }
            let shown = target.served.shown(object)
            let new = target.served.stored(shown, old: old)
            let write = options.write(target, old: old, new: new, context)
            return .terminating(try put(write, new, over: stored, shown: shown))
        }
        try delete(options.write(target, old: old, new: nil, context), stored)
        return .deleted(uid: old.metadataText("uid"))
    }

    /// The object once its deletion was asked for.
    private func terminated(
        _ old: JSONObject, _ finalizers: [String], at now: Timestamp, _ target: Target
    ) -> JSONObject {
        var object = old
        var metadata = old.metadata
        metadata["finalizers"] = .array(finalizers.map { .string($0) })
        if metadata["deletionTimestamp"] == nil {
            metadata["deletionTimestamp"] = .string(TimeFormat.seconds.format(now))
            if target.resource.isNamespaced { metadata["deletionGracePeriodSeconds"] = 0 }
        }
        object.metadata = metadata
        target.rules.markTerminating(&object)
        return target.resource.views[0].kind.schema.canonical(object)
    }

    private func checkPreconditions(
        _ options: DeleteOptions, of old: JSONObject, _ target: Target
    ) throws(StatusError) {
        let uid = old.metadataText("uid")
        if let expected = options.uid, !expected.hasSameBytes(as: uid) {
            throw target.preconditionFailed(
                "UID", expected, uid, hint: "might have been deleted and then recreated")
        }
        let version = old.metadataText("resourceVersion")
        if let expected = options.resourceVersion, !expected.hasSameBytes(as: version) {
            throw target.preconditionFailed(
                "ResourceVersion", expected, version, hint: "might have been modified")
        }
    }
}

extension Target {
    /// The conflict when `field` of the object is `stored` where a deletion expected another value.
    fileprivate func preconditionFailed(
        _ field: String, _ expected: String, _ stored: String, hint: String
    ) -> StatusError {
        if rules.tellsPreconditionsAsStore {
            return .conflict(
                reference,
                "Precondition failed: \(field) in precondition: \(expected), \(field) in object "
                    + "meta: \(stored)")
        }
        // Upstream puts the kind where the resource's name belongs.
        let kind = ObjectReference(
            group: reference.group, resource: served.kind.name, kind: served.kind.name,
            name: name)
        return .conflict(
            kind,
            "the \(field) in the precondition (\(expected)) does not match the \(field) in record "
                + "(\(stored)). The object \(hint)")
    }
}

extension DeleteOptions {
    /// The write that a deletion with these options is.
    fileprivate func write(
        _ target: Target, old: JSONObject, new: JSONObject?, _ context: WriteContext
    ) -> Write {
        var context = context
        context.options.isDryRun = isDryRun
        return Write(target, old: old, new: new, context) { resourceVersion != nil }
    }

    /// The finalizers that stay and come when an object with `finalizers` is deleted (DEL-010).
    fileprivate func finalizers(after finalizers: [String], hasDependents: Bool) -> [String] {
        let isExplicit = orphanDependents != nil || propagationPolicy != nil
        var kept = finalizers.filter { $0 != Finalizer.orphan && $0 != Finalizer.foreground }
        guard hasDependents else { return kept }
        if orphanDependents == true || propagationPolicy == .orphan
            || !isExplicit && finalizers.contains(Finalizer.orphan)
        {
            kept.append(Finalizer.orphan)
        }
        if propagationPolicy == .foreground
            || !isExplicit && finalizers.contains(Finalizer.foreground)
        {
            kept.append(Finalizer.foreground)
        }
        return Set(kept) == Set(finalizers) ? finalizers : kept
    }
}
