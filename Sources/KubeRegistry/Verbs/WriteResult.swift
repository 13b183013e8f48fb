package import KubeJSON
package import KubeStore

/// What a write leads to.
package struct WriteResult: Sendable {
    /// The object that the client is shown.
    package enum Shown: Sendable {
        /// The state in the store.
        case stored(StoredObject)
        /// A state that the store does not hold, in the form of the client's version.
        case transient(JSONObject)
    }

    package var shown: Shown

    /// Whether the object did not exist before.
    package var isCreated = false

    /// What the client is warned of.
    package var warnings: [String] = []
}
