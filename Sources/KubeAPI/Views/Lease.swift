package import KubeJSON
package import KubeTime

/// A `Lease` as the coordinator reads it; what its spec says are members of the lease itself.
@dynamicMemberLookup
package struct Lease: Hashable, Sendable {
    package var namespace: String
    package var name: String
    package var uid: String
    package var resourceVersion: String
    /// When the lease was created, in whole seconds.
    package var creationTimestamp: Timestamp?
    package var spec: LeaseSpec

    /// The lease that a stored document describes; nil when `metadata` or `spec` is not an object.
    package init?(
        _ document: JSONObject, namespace: String, name: String, resourceVersion: String
    ) {
        guard let (metadata, spec) = DocumentReader.metadataAndSpec(of: document) else {
            return nil
        }
        self.namespace = namespace
        self.name = name
        self.resourceVersion = resourceVersion
        uid = metadata.string("uid") ?? ""
        creationTimestamp = metadata.time("creationTimestamp")
        self.spec = LeaseSpec(spec.object)
    }

    /// Where the lease is.
    package var key: NamespacedName { NamespacedName(namespace: namespace, name: name) }

    /// Whether nobody may rely on the lease any more; a lease without times is expired.
    package func isExpired(at now: Timestamp) -> Bool {
        spec.expiry.map { $0 < now } ?? true
    }

    package subscript<Value>(dynamicMember member: KeyPath<LeaseSpec, Value>) -> Value {
        spec[keyPath: member]
    }
}
