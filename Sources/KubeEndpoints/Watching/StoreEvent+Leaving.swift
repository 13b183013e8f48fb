import KubeJSON
import KubeRegistry
import KubeStore

extension StoreEvent {
    /// The state before the change with the change's version: what a watch whose selection the
    /// object has left shows as deleted.
    var objectBeforeLeaving: StoredObject {
        guard let previous else { return object }
        var last = previous.object
        last.metadata["resourceVersion"] = .string(String(revision))
        return StoredObject(
            key: previous.key, revision: revision, object: last, fields: previous.fields)
    }
}
