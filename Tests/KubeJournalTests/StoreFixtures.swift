import KubeJSON
import KubeJournal
import KubeStore
import KubeTime

/// The key of a lease.
func leaseKey(_ name: String, in namespace: String = "default") -> ObjectKey {
    ObjectKey(resource: "leases", namespace: namespace, name: name)
}

/// A lease in canonical form.
func leaseObject(
    _ name: String, holder: String = "somebody", labels: [(String, String)] = []
) -> JSONObject {
    var metadata: [(String, JSONValue)] = [
        ("name", .string(name)), ("uid", .string("uid-of-\(name)")), ("resourceVersion", "0"),
    ]
    if !labels.isEmpty {
        let members = labels.map { ($0.0, JSONValue.string($0.1)) }
        metadata.append(("labels", .object(JSONObject(members))))
    }
    return JSONObject([
        ("metadata", .object(JSONObject(metadata))),
        ("spec", .object(JSONObject([("holderIdentity", .string(holder))]))),
    ])
}

extension SQLiteJournal {
    /// Stores everything that `store` has committed since it was last kept, or takes it back.
    func keep(_ store: inout ObjectStore) throws(JournalError) {
        guard !isKept(store) else { return }
        try end(begin(store) {}, of: &store)
    }
}

extension ObjectStore {
    /// Commits a state at an instant that follows from the revision.
    @discardableResult
    mutating func put(
        _ object: JSONObject, at key: ObjectKey, fields: [(key: String, value: String)] = []
    ) -> StoredObject {
        put(object, at: key, fields: fields, time: Timestamp(seconds: Int64(revision)))
    }

    /// Commits a deletion at an instant that follows from the revision.
    mutating func delete(_ object: StoredObject) {
        delete(object, time: Timestamp(seconds: Int64(revision)))
    }

    /// The holders of all leases, in the order of a list.
    var holders: [String] { objects("leases").map(\.holder) }
}

extension StoredObject {
    /// Who holds the lease.
    var holder: String { object["spec"]?["holderIdentity"]?.string ?? "" }

    /// Everything about the state, for comparisons.
    var summary: String {
        "\(revision) \(key.registryPath) \(labels) \(fields) \(String(decoding: body, as: UTF8.self))"
    }
}

extension StoreEvent {
    /// Everything about the change, for comparisons.
    var summary: String {
        "\(revision) \(time) \(change): \(previous?.summary ?? "nothing") -> \(object.summary)"
    }
}

extension ObjectStore {
    /// The changes after `revision`, oldest first; nil when the history does not reach back so far.
    func events(after revision: UInt64) -> ArraySlice<StoreEvent>? {
        guard case .changes(let events) = peek(cursor(after: revision)) else { return nil }
        return events
    }
}
