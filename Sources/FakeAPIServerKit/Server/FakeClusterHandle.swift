/// What a test holds to do something to a cluster: the ``FakeCluster``, or a server, which then stands for
/// the cluster at its own URL.
public protocol FakeClusterHandle: Sendable {
    /// The cluster.
    var cluster: FakeCluster { get }
}

extension FakeCluster: FakeClusterHandle {
    /// The cluster itself.
    public var cluster: FakeCluster { self }
}

extension FakeAPIServer: FakeClusterHandle {}
