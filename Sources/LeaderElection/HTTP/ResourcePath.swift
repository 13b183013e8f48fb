import KubeAPI

/// Where a resource of `coordination.k8s.io` is found on a server.
struct ResourcePath: Hashable, Sendable {
    /// The path of the collection in its namespace.
    let collection: String
    /// The path of the object.
    let object: String

    init(version: String, namespace: String, resource: String, name: String) {
        collection =
            "/apis/coordination.k8s.io/\(version)/namespaces/\(namespace.percentEncoded)/\(resource)"
        object = "\(collection)/\(name.percentEncoded)"
    }
}
