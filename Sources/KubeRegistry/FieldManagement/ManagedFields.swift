import KubeAPI
import KubeJSON
import KubeTime

/// The contents of `metadata.managedFields`: who owns which fields of one object.
struct ManagedFields: Hashable, Sendable {
    var entries: [Entry] = []

    /// The fields that one manager set in one way.
    struct Entry: Hashable, Sendable {
        var origin: Origin
        var fields: FieldSet
    }

    /// Who set the fields of an entry, and when.
    struct Origin: Hashable, Sendable {
        var identity: Identity
        /// The group and version in which the fields are named.
        let apiVersion: String
        /// When the entry last changed, as the object spells it.
        var time: JSONValue?
    }

    /// How a manager came to own fields.
    enum Operation: String, Sendable {
        case apply = "Apply"
        case update = "Update"
    }

    /// What tells entries apart.
    struct Identity: Hashable, Sendable {
        let manager: JSONString
        let operation: Operation
        /// The version that updates are told apart by; empty for an Apply.
        let apiVersion: JSONString
        let subresource: JSONString

        init(manager: String, operation: Operation, apiVersion: String, subresource: String) {
            self.manager = JSONString(manager)
            self.operation = operation
            self.apiVersion = JSONString(operation == .apply ? "" : apiVersion)
            self.subresource = JSONString(subresource)
        }
    }

    /// No entries.
    init() {}

    /// The entry of `identity`.
    subscript(identity: Identity) -> Entry? {
        entries.first { $0.origin.identity == identity }
    }
}

// MARK: - Reading

extension ManagedFields {
    /// Reads the value of `metadata.managedFields`; of entries with one identity the last counts.
    init(_ json: JSONValue?) throws(ManagedFieldsError) {
        var positions: [Identity: Int] = [:]
        for (index, element) in (json?.array ?? []).enumerated() {
            let entry = try Entry(element, index: index)
            if let position = positions[entry.origin.identity] {
                entries[position] = entry
            } else {
                positions[entry.origin.identity] = entries.count
                entries.append(entry)
            }
        }
    }
}

extension ManagedFields.Origin {
    /// Reads the origin of the entry `json`.
    init(_ json: JSONValue) throws(ManagedFieldsError) {
        let entry = json.object ?? JSONObject()
        func text(_ key: String) -> String { entry[key]?.string ?? "" }
        guard let operation = ManagedFields.Operation(rawValue: text("operation"))
        else { throw ManagedFieldsError(message: "operation must be `Apply` or `Update`") }
        apiVersion = text("apiVersion")
        guard !apiVersion.isEmpty else {
            throw ManagedFieldsError(message: "apiVersion must not be empty")
        }
        time = entry["time"]
        identity = ManagedFields.Identity(
            manager: text("manager"), operation: operation, apiVersion: apiVersion,
            subresource: text("subresource"))
    }
}

extension ManagedFields.Entry {
    fileprivate init(_ json: JSONValue, index: Int) throws(ManagedFieldsError) {
        origin = try ManagedFields.Origin(json)
        let type = json["fieldsType"]?.string ?? ""
        guard !type.isEmpty else {
            throw ManagedFieldsError(message: "missing fieldsType in managed fields entry \(index)")
        }
        guard type == "FieldsV1" else {
            throw ManagedFieldsError(
                message:
                    "invalid fieldsType \(GoQuote.quote(type)) in managed fields entry \(index)")
        }
        guard let fields = FieldSet(fieldsV1: json["fieldsV1"] ?? .object(JSONObject())) else {
            throw ManagedFieldsError(
                message: "fieldsV1 of managed fields entry \(index) is malformed")
        }
        self.fields = fields
    }
}

// MARK: - Writing

extension ManagedFields {
    /// The value of `metadata.managedFields`; nil when there are no entries.
    var json: JSONValue? {
        guard !entries.isEmpty else { return nil }
        return .array(
            entries.sorted { $0.origin.precedes($1.origin) }.map { .object($0.json) })
    }
}

extension ManagedFields.Origin {
    /// Whether the entry is listed before that of `other`.
    func precedes(_ other: Self) -> Bool {
        if identity.operation != other.identity.operation { return identity.operation == .apply }
        let (earlier, later) = (seconds, other.seconds)
        if earlier != later { return earlier < later }
        if identity.manager != other.identity.manager {
            return identity.manager < other.identity.manager
        }
        if !apiVersion.hasSameBytes(as: other.apiVersion) {
            return apiVersion.precedesBytewise(other.apiVersion)
        }
        return identity.subresource < other.identity.subresource
    }

    /// The entry's time in whole seconds; an entry without time counts as written in 1970.
    fileprivate var seconds: Int64 {
        switch time {
        case nil: 0
        case .string(let text)?: TimeFormat.seconds.parse(text.text)?.seconds ?? 0
        default: TimeFormat.zeroInstant.seconds
        }
    }
}

extension ManagedFields.Entry {
    fileprivate var json: JSONObject { origin.entry(owning: fields.fieldsV1) }
}

extension ManagedFields.Origin {
    /// The entry of this origin for `fields` in FieldsV1, as the object lists it.
    func entry(owning fields: JSONObject) -> JSONObject {
        var object = JSONObject()
        object.reserveCapacity(7)
        if identity.manager != "" { object.append("manager", .string(identity.manager)) }
        object.append("operation", .string(identity.operation.rawValue))
        object.append("apiVersion", .string(apiVersion))
        if let time { object.append("time", time) }
        object.append("fieldsType", "FieldsV1")
        object.append("fieldsV1", .object(fields))
        if identity.subresource != "" {
            object.append("subresource", .string(identity.subresource))
        }
        return object
    }
}

// MARK: - Changing

extension ManagedFields {
    /// Removes the entry of `identity` and gives it back.
    mutating func remove(_ identity: Identity) -> Entry? {
        entries.firstIndex { $0.origin.identity == identity }.map { entries.remove(at: $0) }
    }

    /// Takes the paths of `fields` from all entries; those left with nothing disappear.
    mutating func subtract(_ fields: FieldSet) {
        guard !fields.isEmpty else { return }
        for index in entries.indices {
            entries[index].fields = entries[index].fields.subtracting(fields)
        }
        entries.removeAll(where: \.fields.isEmpty)
    }

    /// Removes the entries whose fields are not named in a version that `isKnown`.
    mutating func removeEntries(unlessVersion isKnown: (String) -> Bool) {
        entries.removeAll { !isKnown($0.origin.apiVersion) }
    }
}

// MARK: - Keeping the list short

extension ManagedFields {
    /// Update entries that an object may have before the oldest are merged.
    static let updateEntriesMax = 10

    /// Merges the oldest Update entries of each version until few enough remain (MFD-009).
    mutating func mergeOldestUpdates() {
        guard entries.count > Self.updateEntriesMax else { return }
        let updates = entries.filter { $0.origin.identity.operation == .update }
        var excess = updates.count - Self.updateEntriesMax
        guard excess > 0 else { return }
        var merged: [JSONString: AncientChanges] = [:]
        for entry in updates.sorted(by: { $0.origin.precedes($1.origin) }) where excess > 0 {
            let version = JSONString(entry.origin.apiVersion)
            if merged[version]?.take(entry) == nil {
                merged[version] = AncientChanges(oldest: entry, among: entries)
            } else {
                excess -= 1
            }
        }
        for changes in merged.values {
            entries.removeAll { changes.removed.contains($0.origin.identity) }
            if let entry = changes.entry { entries.append(entry) }
        }
    }
}
