import KubeAPI
import KubeJSON
import KubeTime

/// Keeps `metadata.managedFields` while objects of one kind are written
/// (`AM/util/managedfields`).
///
/// Objects are canonical trees at the version of `kind`.
package struct FieldManager {
    /// The kind at the version of the endpoint.
    let kind: Kind

    /// The versions at which objects of this kind are known too; entries of unknown ones are
    /// dropped.
    private let otherAPIVersions: [String]

    /// What the endpoint always sets back, which is neither owned nor in conflict.
    let resetFields: FieldSet

    /// A field manager for `kind`, whose objects are known at `apiVersions` too.
    init(_ kind: Kind, apiVersions: [String] = [], resetFields: [[String]] = []) {
        self.kind = kind
        otherAPIVersions = apiVersions
        self.resetFields = FieldSet(paths: resetFields)
    }

    /// Whether entries at `apiVersion` can be compared with objects of this kind.
    func knows(_ apiVersion: String) -> Bool {
        apiVersion.hasSameBytes(as: kind.apiVersion)
            || otherAPIVersions.contains { $0.hasSameBytes(as: apiVersion) }
    }

    /// Who writes, and when.
    struct Writer {
        /// The manager's name.
        let manager: String
        /// The subresource that is written through; empty for the object itself.
        let subresource: String
        let now: Timestamp

        init(manager: String, subresource: String = "", now: Timestamp) {
            self.manager = manager
            self.subresource = subresource
            self.now = now
        }
    }
}

// MARK: - Updating

extension FieldManager {
    /// Records in `new` who owns what after it took the place of `old`, which is nil on create.
    ///
    /// `resets` says that the client sent an empty list of managed fields, which canonical form
    /// leaves out and which forgets all owners.
    func update(
        from old: JSONObject?, to new: inout JSONObject, by writer: Writer, resets: Bool = false
    ) {
        let isDone =
            if resets {
                false
            } else if let old {
                renew(old, by: &new, writer)
            } else {
                own(&new, writer)
            }
        if !isDone { compare(old, with: &new, by: writer, resets: resets) }
    }

    /// The same for any write, whatever it changes.
    func compare(
        _ old: JSONObject?, with new: inout JSONObject, by writer: Writer, resets: Bool = false
    ) {
        var managed = startingPoint(old: old, new: new, writer, resets: resets)
        new.managedFields = nil
        guard old == nil || !managed.entries.isEmpty else {
            // What nobody tracks stays untracked until somebody applies.
            return
        }
        var plainOld = old ?? JSONObject()
        plainOld.managedFields = nil
        record(FieldComparison(from: plainOld, to: new, kind.schema), by: writer, in: &managed)
        new.managedFields = managed.json
        if let old { Self.restoreTimes(of: old, in: &new) }
    }

    /// The managed fields that the client sent, or else the stored ones
    /// (`decodeLiveOrNew` in `AM/util/managedfields/internal/fieldmanager.go`).
    private func startingPoint(
        old: JSONObject?, new: JSONObject, _ writer: Writer, resets: Bool
    ) -> ManagedFields {
        let submitted = new.managedFields
        if writer.subresource.isEmpty {
            if resets || submitted == [[:]] { return ManagedFields() }
            if let managed = try? ManagedFields(submitted), !managed.entries.isEmpty {
                return managed
            }
        }
        return (try? ManagedFields(old?.managedFields)) ?? ManagedFields()
    }

    /// Gives the writer of an update what the update set, and takes it from everybody else.
    func record(
        _ comparison: FieldComparison, by writer: Writer, in managed: inout ManagedFields
    ) {
        let comparison = comparison.excluding(resetFields)
        let written = comparison.written
        managed.removeEntries(unlessVersion: knows)
        managed.subtract(written.union(comparison.removed))
        let owned = written.subtracting(.untracked)
        if !owned.isEmpty {
            let identity = identity(of: writer, .update)
            let previous = managed.remove(identity)?.fields ?? FieldSet()
            managed.entries.append(
                ManagedFields.Entry(
                    origin: ManagedFields.Origin(
                        identity: identity, apiVersion: kind.apiVersion, time: writer.time),
                    fields: previous.union(owned)))
        }
        managed.mergeOldestUpdates()
    }

    /// What tells the entry of a writer from others.
    func identity(
        of writer: Writer, _ operation: ManagedFields.Operation
    ) -> ManagedFields.Identity {
        ManagedFields.Identity(
            manager: writer.manager, operation: operation, apiVersion: kind.apiVersion,
            subresource: writer.subresource)
    }
}

extension FieldManager.Writer {
    /// The time of an entry that is written now.
    var time: JSONValue { .string(TimeFormat.seconds.format(now)) }
}

// MARK: - Times

extension FieldManager {
    /// Gives `new` the entry times of `old` when nothing else is different, so that a write without
    /// effect is none.
    static func restoreTimes(of old: JSONObject, in new: inout JSONObject) {
        // Nearly every write has an effect, and shows it in the spec.
        guard let stored = old.managedFields, let written = new.managedFields,
            !written.isSame(as: stored), new["spec"] == old["spec"],
            let before = stored.array, let after = written.array, before.count == after.count,
            zip(before, after).allSatisfy({ $0.withoutTime == $1.withoutTime })
        else { return }
        var restored = new
        restored.managedFields = .array(before)
        if restored == old { new = restored }
    }
}

extension JSONValue {
    fileprivate var withoutTime: JSONObject? {
        var entry = object
        entry?["time"] = nil
        return entry
    }
}

extension JSONObject {
    /// The value of `metadata.managedFields`, the last field of the metadata.
    var managedFields: JSONValue? {
        get { self["metadata"]?["managedFields"] }
        set {
            guard let metadata = self["metadata"]?.object else { return }
            // Nobody is to lose what it shares with others for nothing.
            if let newValue, metadata["managedFields"]?.isSame(as: newValue) == true { return }
            self.metadata["managedFields"] = newValue
        }
    }
}

// MARK: - Names

extension FieldManager {
    /// Bytes that a manager's name may have.
    private static let nameBytesMax = 128

    /// The manager's name of a client that gives none: its user agent up to the first slash.
    package static func name(userAgent: String) -> String {
        var name = ""
        for scalar in userAgent.unicodeScalars.prefix(while: { $0 != "/" })
        where GoQuote.isPrintable(scalar) {
            guard name.utf8.count + UTF8.width(scalar) <= nameBytesMax else { break }
            name.unicodeScalars.append(scalar)
        }
        return name.isEmpty ? "unknown" : name
    }
}
