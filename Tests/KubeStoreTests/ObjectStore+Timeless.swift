import KubeJSON
import KubeStore
import KubeTime

/// Writes of tests to which the time does not matter.
extension ObjectStore {
    @discardableResult
    mutating func put(
        _ object: JSONObject, at key: ObjectKey, fields: [(key: String, value: String)] = []
    ) -> StoredObject {
        put(object, at: key, fields: fields, time: Timestamp(seconds: 0))
    }

    mutating func delete(_ object: StoredObject) {
        delete(object, time: Timestamp(seconds: 0))
    }
}
