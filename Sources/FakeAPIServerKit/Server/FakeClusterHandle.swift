public import KubeCluster

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

extension FakeClusterHandle {
    /// A kubeconfig file for the cluster.
    public var kubeconfig: Kubeconfig { Kubeconfig(server: cluster.url) }

    /// A kubeconfig file for a client called `client`, which so asks below `…/as/a`.
    ///
    /// See ``url(as:)`` for the names that clients may have.
    public func kubeconfig(as client: String) -> Kubeconfig {
        Kubeconfig(server: url(as: client))
    }

    /// Who held each lease from when to when, and what was wrong with that, in the order in which
    /// they took it.
    public var terms: [LeaseTerm] {
        get async throws(FakeAPIServerError) {
            try await cluster.connection.ask("GET", "/fake/terms", reading: LeaseTerm.terms)
        }
    }
}
