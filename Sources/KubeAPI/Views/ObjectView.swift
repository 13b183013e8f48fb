package import KubeTime

/// A stored object as the coordinator reads it; what its metadata says are members of the object.
package protocol ObjectView: Hashable, Sendable {
    var metadata: ViewMetadata { get }
}

extension ObjectView {
    package var namespace: String { metadata.namespace }
    package var name: String { metadata.name }
    package var uid: String { metadata.uid }
    package var resourceVersion: String { metadata.resourceVersion }
    package var creationTimestamp: Timestamp? { metadata.creationTimestamp }

    /// Where the object is.
    package var key: NamespacedName { NamespacedName(namespace: namespace, name: name) }
}
