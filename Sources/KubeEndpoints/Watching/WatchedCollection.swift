import KubeStore

/// The objects that a watch chooses from.
package struct WatchedCollection: Hashable, Sendable {
    package let resource: String
    /// The namespace in which they are; empty for all.
    package let namespace: String

    init(resource: String, namespace: String) {
        self.resource = resource
        self.namespace = namespace
    }

    /// The collections that an object belongs to: that of its namespace, and that of all.
    static func all(of key: ObjectKey) -> [WatchedCollection] {
        [
            WatchedCollection(resource: key.resource, namespace: key.namespace),
            WatchedCollection(resource: key.resource, namespace: ""),
        ]
    }
}
