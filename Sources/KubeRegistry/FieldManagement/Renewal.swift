import KubeAPI
import KubeJSON

/// A write that gives leaves other values, and neither adds nor removes anything but what only the
/// server writes: most writes to leases are one.
struct Renewal {
    /// The paths of those leaves, in the words of FieldsV1.
    private(set) var leaves: [[String]] = []

    /// The paths of the fields of the metadata that the server writes and the client has left out.
    private(set) var omitted: [[String]] = []

    /// The write of `new` in the place of `old`; nil when it is none of that kind.
    init?(of old: JSONObject, by new: JSONObject, _ schema: ObjectSchema) {
        var path: [String] = []
        guard compare(leaveOut(of: old, whatLacksIn: new), new, at: &path, schema) else {
            return nil
        }
    }

    /// `old` without what the server has written in its metadata and the client does not send back.
    private mutating func leaveOut(
        of old: JSONObject, whatLacksIn new: JSONObject
    ) -> JSONObject {
        let (metadata, rest) = (new.metadata, old.metadata)
        guard metadata.count < rest.count else { return old }
        var old = old
        for key in FieldSet.untrackedMetadata where rest[key] != nil && metadata[key] == nil {
            old.metadata[key] = nil
            omitted.append(["f:metadata", "f:" + key])
        }
        return old
    }

    /// Notes the leaves in which two objects differ, or two maps, which have no schema; false when more
    /// is different.
    private mutating func compare(
        _ old: JSONObject, _ new: JSONObject, at path: inout [String], _ schema: ObjectSchema?
    ) -> Bool {
        guard let changed = new.positions(changedFrom: old) else { return false }
        for position in changed {
            let (before, after) = (old[position], new[position])
            let field = schema?.field(before.key)
            guard schema == nil || field != nil else { return false }
            path.append(field?.fieldsV1Key ?? "f:" + before.key)
            guard compare(before.value, after.value, of: field?.type ?? .string, at: &path) else {
                return false
            }
            path.removeLast()
        }
        return true
    }

    private mutating func compare(
        _ old: JSONValue, _ new: JSONValue, of type: FieldType, at path: inout [String]
    ) -> Bool {
        switch (type.structure, old, new) {
        case (.leaf, _, _):
            if old != new { leaves.append(path) }
            return true
        case (.object(let schema), .object(let old), .object(let new)):
            return compare(old, new, at: &path, schema)
        case (.map, .object(let old), .object(let new)): return compare(old, new, at: &path, nil)
        case (.object, _, _), (.map, _, _), (.list, _, _): return old == new
        }
    }
}

extension FieldManager {
    /// Does what `update` does when `new` only renews in `old` what its writer owns alone, or else
    /// returns false.
    ///
    /// The writer's entry gets another time, and that is all. The entries are looked at as they are
    /// stored: to read them costs more than all the rest.
    func renew(_ old: JSONObject, by new: inout JSONObject, _ writer: Writer) -> Bool {
        guard let entries = old.managedFields?.array,
            let renewal = Renewal(of: old, by: new, kind.schema),
            let renewed = self.entries(entries, after: renewal, by: writer)
        else { return false }
        new.managedFields = .array(renewed)
        return true
    }

    /// The entries after a renewal; nil when they would not stay what they are but for a time.
    private func entries(
        _ entries: [JSONValue], after renewal: Renewal, by writer: Writer
    ) -> [JSONValue]? {
        guard resetFields.isEmpty, entries.count <= ManagedFields.updateEntriesMax,
            // Of the metadata, most that is not in a map is the server's, and owned by nobody.
            renewal.leaves.allSatisfy({ $0[0] != "f:metadata" || $0.count > 2 }),
            var origins = try? entries.map(ManagedFields.Origin.init)
        else { return nil }
        let identity = identity(of: writer, .update)
        for position in entries.indices {
            guard let fields = entries[position]["fieldsV1"]?.object, !fields.isEmpty,
                knows(origins[position].apiVersion)
            else { return nil }
            let isOwn = origins[position].identity == identity
            guard renewal.leaves.allSatisfy({ fields.owns($0) == isOwn }),
                !renewal.omitted.contains(where: fields.owns)
            else { return nil }
        }
        guard !renewal.leaves.isEmpty else { return entries }
        guard let own = origins.firstIndex(where: { $0.identity == identity }),
            let lastTime = origins[own].time
        else { return nil }
        let time = writer.time
        guard time != lastTime else { return entries }
        origins[own].time = time
        var entries = entries
        entries[own] = entries[own].withTime(time)
        let order = origins.indices.sorted { origins[$0].precedes(origins[$1]) }
        return order.map { entries[$0] }
    }
}

extension JSONObject {
    /// Whether the FieldsV1 object contains the set's path `path`.
    fileprivate func owns(_ path: [String]) -> Bool {
        var node = self
        for key in path {
            guard let below = node[key]?.object else { return false }
            node = below
        }
        return node.isEmpty || node["."] != nil
    }
}

extension JSONValue {
    /// The entry with another time in the place of the one that it has.
    fileprivate func withTime(_ time: JSONValue) -> JSONValue {
        var entry = object ?? JSONObject()
        entry["time"] = time
        return .object(entry)
    }
}
