import KubeAPI
import KubeJSON
import KubeTime

/// Server-side apply (`AM/util/managedfields/internal/structuredmerge.go`, `SMD/merge/update.go`).
extension FieldManager {
    /// The manager that owns what nobody had set when an object was first applied to.
    private static let managerBeforeApply = "before-first-apply"

    /// The object that results when `writer` applies `configuration` to `live`, which is nil when
    /// there is none yet.
    ///
    /// `force` takes fields with other values away from their owners; without it they are conflicts.
    func apply(
        _ configuration: JSONObject, onto live: JSONObject?, by writer: Writer, force: Bool
    ) throws(StatusError) -> JSONObject {
        try check(configuration)
        let plain = configuration.withoutUntrackedNulls
        var outcome = try self.outcome(of: plain, onto: live, by: writer, force: force)
        if case .conflicts(let conflicts) = outcome, writer.isKubectl,
            let lastApplied = live?.lastApplied(as: kind)
        {
            let others = conflicts.compactMap { $0.subtracting(lastApplied) }
            outcome =
                others.isEmpty
                ? try self.outcome(of: plain, onto: live, by: writer, force: true)
                : .conflicts(others)
        }
        switch outcome {
        case .conflicts(let conflicts): throw .applyConflict(conflicts)
        case .applied(var object):
            if writer.isKubectl { object.refreshLastApplied(from: configuration) }
            return object
        }
    }

    /// What comes of an apply.
    private enum Outcome {
        case applied(JSONObject)
        case conflicts([ApplyConflict])
    }

    private func outcome(
        of configuration: JSONObject, onto live: JSONObject?, by writer: Writer, force: Bool
    ) throws(StatusError) -> Outcome {
        var base = live ?? JSONObject()
        base.managedFields = nil
        var managed = try owners(of: live, plain: base, at: writer.now)
        let identity = identity(of: writer, .apply)
        let last = managed.remove(identity)
        let configured = FieldSet(configured: configuration, kind.schema)
            .subtractingTrees(of: resetFields)
        var merged = StructuredMerge.merge(configuration, onto: base, kind.schema)
        if let last {
            let owners = managed.entries.map(\.fields) + [configured]
            let fields = last.fields.subtractingTrees(of: resetFields)
            prune(&merged, of: fields, ownedBy: FieldSet(union: owners))
        }

        let comparison = FieldComparison(from: base, to: merged, kind.schema)
            .excluding(resetFields)
        let conflicts = managed.conflicts(with: comparison.written)
        guard force || conflicts.isEmpty else { return .conflicts(conflicts) }
        managed.subtract(comparison.written.union(comparison.removed))
        let owned = configured.subtracting(.untracked)
        if !owned.isEmpty {
            let time = isSame(merged, as: base) ? last?.origin.time : writer.time
            managed.entries.append(
                ManagedFields.Entry(
                    origin: ManagedFields.Origin(
                        identity: identity, apiVersion: kind.apiVersion, time: time),
                    fields: owned))
        }
        var result = try canonical(merged, of: configuration)
        result.managedFields = managed.json
        if let live { Self.restoreTimes(of: live, in: &result) }
        return .applied(result)
    }

    /// Who owns the fields of `live`; of an object that nobody tracked, whoever set them before.
    ///
    /// `plain` is the object without its managed fields.
    private func owners(
        of live: JSONObject?, plain: JSONObject, at now: Timestamp
    ) throws(StatusError) -> ManagedFields {
        var managed = try managedFields(of: live)
        if managed.entries.isEmpty {
            let everything = FieldComparison(from: JSONObject(), to: plain, kind.schema)
            record(everything, by: Writer(manager: Self.managerBeforeApply, now: now), in: &managed)
        }
        managed.removeEntries(unlessVersion: knows)
        return managed
    }

    private func managedFields(of live: JSONObject?) throws(StatusError) -> ManagedFields {
        do {
            return try ManagedFields(live?.managedFields)
        } catch {
            throw .plain("failed to decode managed fields: \(error.message)")
        }
    }

    /// Removes what was applied `last` time and has no owner any more.
    private func prune(_ object: inout JSONObject, of last: FieldSet, ownedBy owned: FieldSet) {
        let named = last.withNamedFields(kind.schema)
        // Metadata outlives all owners: it says which object this is.
        let kept = owned.withNamedFields(kind.schema).union(.untracked)
        object = StructuredMerge.remove(
            named.subtracting(kept), from: object, kind.schema)
    }

    /// Whether both objects have the same fields, the order of lists included.
    private func isSame(_ left: JSONObject, as right: JSONObject) -> Bool {
        kind.schema.fields.allSatisfy { left.value(of: $0) == right.value(of: $0) }
    }
}

// MARK: - Checks

extension FieldManager {
    private func check(_ configuration: JSONObject) throws(StatusError) {
        let names = TypeNames(of: configuration)
        guard names == TypeNames(of: kind) else {
            throw .badRequest("invalid object type: \(names.text)")
        }
        if case .array = configuration.managedFields {
            throw .badRequest("metadata.managedFields must be nil")
        }
        if let message = ConfigurationCheck(configuration, kind.schema).message {
            throw .plain(
                "failed to create typed patch object (\(description(of: configuration))): "
                    + message)
        }
    }

    private func canonical(
        _ merged: JSONObject, of configuration: JSONObject
    ) throws(StatusError) -> JSONObject {
        var converter = UnstructuredConverter()
        do {
            return try converter.convert(merged, as: kind.schema)
        } catch {
            throw .plain(
                "failed to convert new object (\(description(of: configuration))) to proper "
                    + "version: unable to convert unstructured object to "
                    + "\(TypeNames(of: kind).text): \(error.message)")
        }
    }

    /// The object that a configuration is about, as messages show it.
    private func description(of configuration: JSONObject) -> String {
        let metadata = configuration["metadata"]
        let (namespace, name) = (metadata?["namespace"]?.string, metadata?["name"]?.string)
        return "\(namespace ?? "")/\(name ?? ""); \(TypeNames(of: kind).text)"
    }

    /// A group, version and kind.
    private struct TypeNames: Equatable {
        /// The names as Go prints a `schema.GroupVersionKind`.
        let text: String

        init(of kind: Kind) {
            text = "\(kind.group)/\(kind.version), Kind=\(kind.name)"
        }

        init(of object: JSONObject) {
            let apiVersion = object["apiVersion"]?.string ?? ""
            let kind = object["kind"]?.string ?? ""
            switch apiVersion.split(separator: "/", omittingEmptySubsequences: false).count {
            case 1: text = "/\(apiVersion), Kind=\(kind)"
            case 2: text = "\(apiVersion), Kind=\(kind)"
            default: text = "/, Kind="
            }
        }

        static func == (left: Self, right: Self) -> Bool {
            left.text.hasSameBytes(as: right.text)
        }
    }
}

extension JSONObject {
    /// The configuration without nulls in metadata that nobody owns: Go clients send
    /// `creationTimestamp: null`, which is no wish to change it.
    fileprivate var withoutUntrackedNulls: JSONObject {
        guard var metadata = self["metadata"]?.object else { return self }
        let untracked = FieldSet.untracked[.field("metadata")]?.children ?? FieldSet()
        for case .field(let name) in untracked.nodes.map(\.element)
        where metadata[name.text] == .null {
            metadata[name.text] = nil
        }
        var object = self
        object["metadata"] = .object(metadata)
        return object
    }
}
