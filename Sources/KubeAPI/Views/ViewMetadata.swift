package import KubeTime

/// Which object a view shows, and in which state.
package struct ViewMetadata: Hashable, Sendable {
    package let namespace: String
    package let name: String
    package let uid: String
    package let resourceVersion: String
    /// When the object was created, in whole seconds.
    package let creationTimestamp: Timestamp?

    /// The metadata of the object called `name`; `metadata` reads the rest.
    init(
        _ metadata: DocumentReader, namespace: String, name: String, resourceVersion: String
    ) {
        self.namespace = namespace
        self.name = name
        self.resourceVersion = resourceVersion
        uid = metadata.string("uid") ?? ""
        creationTimestamp = metadata.time("creationTimestamp")
    }
}
