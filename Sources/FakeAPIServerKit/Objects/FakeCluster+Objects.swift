/// The objects of a cluster.
extension FakeClusterHandle {
    /// The leases of the namespace `default`.
    public var leases: ObjectCollection<LeaseObject> { leases() }

    /// The leases of a namespace, for the client called `client`.
    public func leases(
        in namespace: String = "default", as client: String = "test"
    ) -> ObjectCollection<LeaseObject> {
        ObjectCollection(
            cluster.connection.objectTransport(as: client), in: namespace, version: "v1")
    }

    /// The lease candidates of the namespace `default`, in the newest version that is served.
    public var leaseCandidates: ObjectCollection<LeaseCandidateObject> { leaseCandidates() }

    /// The lease candidates of a namespace, for the client called `client`; in `version`, such as
    /// `v1alpha2`, or the newest that is served.
    public func leaseCandidates(
        in namespace: String = "default", version: String? = nil, as client: String = "test"
    ) -> ObjectCollection<LeaseCandidateObject> {
        ObjectCollection(
            cluster.connection.objectTransport(as: client), in: namespace, version: version)
    }
}
