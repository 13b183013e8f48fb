import KubeJSON
import KubeStore

/// The key of a lease.
func leaseKey(_ name: String, in namespace: String = "lab") -> ObjectKey {
    ObjectKey(resource: "leases", namespace: namespace, name: name)
}

/// A lease with a holder, canonical but for its resource version.
func lease(_ name: String, holder: String = "me", labels: JSONObject = [:]) -> JSONObject {
    var metadata: JSONObject = ["name": .string(name)]
    if !labels.isEmpty { metadata["labels"] = .object(labels) }
    return ["metadata": .object(metadata), "spec": ["holderIdentity": .string(holder)]]
}

extension Sequence<StoredObject> {
    /// Their paths, in order.
    var paths: [String] { map(\.key.path) }
}

extension ObjectStore {
    /// The changes after `revision`, oldest first; nil when the history does not reach back so far.
    func events(after revision: UInt64) -> ArraySlice<StoreEvent>? {
        guard case .changes(let events) = peek(cursor(after: revision)) else { return nil }
        return events
    }
}
