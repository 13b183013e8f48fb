package import KubeJSON
package import KubeTime

/// A `Lease` as the coordinator reads it; what its spec says are members of the lease itself.
@dynamicMemberLookup
package struct Lease: ObjectView {
    package let metadata: ViewMetadata
    package var spec: LeaseSpec

    /// The lease that a stored document describes; nil when `metadata` or `spec` is not an object.
    package init?(
        _ document: JSONObject, namespace: String, name: String, resourceVersion: String
    ) {
        guard let (metadata, spec) = DocumentReader.metadataAndSpec(of: document) else {
            return nil
        }
        self.metadata = ViewMetadata(
            metadata, namespace: namespace, name: name, resourceVersion: resourceVersion)
        self.spec = LeaseSpec(spec.object)
    }

    /// Whether nobody may rely on the lease any more; a lease without times is expired.
    package func isExpired(at now: Timestamp) -> Bool {
        spec.expiry.map { $0 < now } ?? true
    }

    package subscript<Value>(dynamicMember member: KeyPath<LeaseSpec, Value>) -> Value {
        spec[keyPath: member]
    }
}
