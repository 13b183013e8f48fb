import KubeJSON
package import KubeStore

/// An object that was stored before, here or elsewhere, and is to be stored as it was.
package struct RestoredObject: Sendable {
    /// Where it lies.
    package let key: ObjectKey

    /// The revision that wrote it; nil where it is to have a new one.
    package let revision: UInt64?

    let object: JSONObject
    let fields: [(key: String, value: String)]

    /// The object as it is stored; nil where it is to have a new revision.
    package var stored: StoredObject? {
        revision.map { StoredObject(key: key, revision: $0, object: object, fields: fields) }
    }
}
