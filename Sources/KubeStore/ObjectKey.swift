import KubeJSON

/// Where an object lies in the store.
package struct ObjectKey: Hashable, Sendable {
    /// The store's name of the resource: `leases`.
    package let resource: String

    /// The namespace; empty for what has none.
    package let namespace: String
    package let name: String

    /// Namespace and name in one, `ns/name` or `name`: what objects of a resource are ordered by.
    package let path: String

    package init(resource: String, namespace: String, name: String) {
        self.resource = resource
        self.namespace = namespace
        self.name = name
        path = namespace.isEmpty ? name : namespace + "/" + name
    }

    /// The key as etcd would have it; some messages show it.
    package var registryPath: String { "/registry/\(resource)/\(path)" }
}
