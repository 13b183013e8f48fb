package import KubeJSON
package import KubeTime

/// A `Lease` as the coordinator reads it: who holds something, and until when.
///
/// Nil means absent on the wire; `TimeFormat.zeroInstant` is a time that was sent as null.
package struct Lease: Hashable, Sendable {
    package var namespace: String
    package var name: String
    package var uid: String
    package var resourceVersion: String
    /// When the lease was created, in whole seconds.
    package var creationTimestamp: Timestamp?
    package var holderIdentity: String?
    package var leaseDurationSeconds: Int32?
    package var acquireTime: Timestamp?
    package var renewTime: Timestamp?
    package var leaseTransitions: Int32?
    package var strategy: String?
    package var preferredHolder: String?

    /// The lease that a stored document describes; nil when `metadata` or `spec` is not an object.
    package init?(
        _ document: JSONObject, namespace: String, name: String, resourceVersion: String
    ) {
        guard let metadata = document["metadata"]?.object,
            let spec = (document["spec"] ?? [:]).object
        else { return nil }
        self.namespace = namespace
        self.name = name
        self.resourceVersion = resourceVersion
        let metadataReader = DocumentReader(object: metadata)
        uid = metadataReader.string("uid") ?? ""
        creationTimestamp = metadataReader.time("creationTimestamp")
        let reader = DocumentReader(object: spec)
        holderIdentity = reader.string("holderIdentity")
        leaseDurationSeconds = reader.int32("leaseDurationSeconds")
        acquireTime = reader.microTime("acquireTime")
        renewTime = reader.microTime("renewTime")
        leaseTransitions = reader.int32("leaseTransitions")
        strategy = reader.string("strategy")
        preferredHolder = reader.string("preferredHolder")
    }

    /// Where the lease is.
    package var key: NamespacedName { NamespacedName(namespace: namespace, name: name) }
}
