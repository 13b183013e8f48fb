import KubeAPI
package import KubeCluster
import KubeRegistry
import KubeSockets
import KubeTime

/// One of the isolated API servers that a running process has.
public struct FakeCluster: Sendable {
    /// The name; empty for the cluster at the server's own URL.
    public let name: String

    /// The base URL, such as `http://127.0.0.1:8080/clusters/a`.
    public let url: String

    /// The cluster's clock.
    public let clock: FakeClock

    /// The base URL of the server.
    let serverURL: String

    /// A kubeconfig file for the cluster.
    public var kubeconfig: Kubeconfig { Kubeconfig(server: url) }

    /// A kubeconfig file for a client called `client`, which so asks below `…/as/a`.
    ///
    /// See ``url(as:)`` for the names that clients may have.
    public func kubeconfig(as client: String) -> Kubeconfig {
        Kubeconfig(server: url(as: client))
    }

    /// Goes back to how the cluster was at first, or brings back what `scopes` name; watches end with
    /// the objects, and clients list again.
    ///
    /// Throws when the server's database does not take that; it has then not happened.
    public func reset(
        only scopes: [ResetScope] = ResetScope.all
    ) async throws(FakeAPIServerError) {
        try await clock.mailbox.ask(clock.cluster, changing: true) { cluster, wall in
            cluster.reset(only: scopes, at: wall)
        }
    }

    /// Who held each lease from when to when, and what was wrong with that, in the order in which
    /// they took it.
    public var terms: [LeaseTerm] {
        get async throws(FakeAPIServerError) {
            try await clock.mailbox.ask(clock.cluster) { cluster, _ in cluster.terms() }
        }
    }

    /// Deletes the cluster; its watches and waiting requests end at once.
    ///
    /// The cluster at the server's own URL cannot be deleted.
    public func delete() async throws(FakeAPIServerError) {
        let name = name
        try await clock.mailbox.askHost { host, _ throws(StatusError) in
            try host.deleteCluster(named: name)
        }
    }
}

extension FakeCluster {
    /// Creates a cluster that goes on from this one, or from how this one was at a resource version.
    ///
    /// It has the same objects, history, clock, coordinator and terms, and shares what neither of them
    /// changes, so that it takes a fraction of a millisecond whatever the cluster holds. It has no
    /// watches, and is not kept in a database.
    ///
    /// - Parameters:
    ///   - name: Its name, a DNS label; made up when nil.
    ///   - version: The resource version from which it goes on; the present one when nil.
    ///   - seed: The number from which everything random in it follows; from the server's when nil.
    /// - Returns: The cluster, which answers already.
    /// - Throws: What is wrong with the name, that the version is forgotten or to come, or that the
    ///   server or the cluster has ended.
    public func fork(
        _ name: String? = nil, at version: String? = nil, seed: UInt64? = nil
    ) async throws(FakeAPIServerError) -> FakeCluster {
        let origin = self.name.isEmpty ? ClusterHost.defaultName : self.name
        let revision = try Self.revision(version)
        let (made, place) = try await clock.mailbox.askHost { host, _ throws(StatusError) in
            let made = try host.forkCluster(origin, named: name, at: revision, seed: seed)
            return (made, host.place(named: made))
        }
        guard let place else { throw .ended }
        return FakeCluster(
            name: made, url: "\(serverURL)/clusters/\(made)",
            clock: FakeClock(mailbox: clock.mailbox, cluster: place.id, face: place.face),
            serverURL: serverURL)
    }

    /// The number that a resource version stands for; nil for none.
    static func revision(_ version: String?) throws(FakeAPIServerError) -> UInt64? {
        guard let version else { return nil }
        guard let revision = UInt64(version) else {
            throw FakeAPIServerError("\"\(version)\" is no resource version")
        }
        return revision
    }
}

extension FakeAPIServer {
    /// The cluster at the server's own URL.
    public var cluster: FakeCluster { handle(.default, clockFace, named: "", url: url) }

    /// The clock of the cluster at the server's own URL.
    public var clock: FakeClock { cluster.clock }

    /// A kubeconfig file for the cluster at the server's own URL.
    public var kubeconfig: Kubeconfig { cluster.kubeconfig }

    /// The same for a client called `client`, which so asks below `…/as/a`.
    public func kubeconfig(as client: String) -> Kubeconfig { cluster.kubeconfig(as: client) }

    /// Brings the cluster at the server's own URL back to how it was at first; clients list again.
    public func reset() async throws(FakeAPIServerError) { try await cluster.reset() }

    /// The terms of all leases of the cluster at the server's own URL, in order.
    public var terms: [LeaseTerm] {
        get async throws(FakeAPIServerError) { try await cluster.terms }
    }

    /// The names of the clusters beside the one at the server's own URL, in order.
    public var clusterNames: [String] {
        get async throws(FakeAPIServerError) {
            try await mailbox.askHost { host, _ in host.clusterNames }
        }
    }

    /// Creates a cluster beside the others, isolated from them.
    ///
    /// - Parameters:
    ///   - name: Its name, a DNS label; made up when nil.
    ///   - seed: The number from which everything random in it follows; from the server's when nil.
    ///   - configure: Changes its options, which are those of the server's own cluster at first.
    /// - Returns: The cluster, which answers already.
    /// - Throws: What is wrong with the name or the options, or that the server has ended.
    public func makeCluster(
        _ name: String? = nil, seed: UInt64? = nil,
        configure: (inout ClusterOptions) -> Void = { _ in }
    ) async throws -> FakeCluster {
        var options = options.cluster
        configure(&options)
        let settings: ClusterSettings
        do throws(FlagError) {
            settings = try ClusterSettings(options)
        } catch {
            throw ServerOptionsError(error.messages)
        }
        let (made, place) = try await mailbox.askHost { host, wall throws(StatusError) in
            let made = try host.createCluster(named: name, settings, seed: seed, at: wall)
            return (made, host.place(named: made))
        }
        guard let place else { throw FakeAPIServerError.ended }
        return handle(place.id, place.face, named: made, url: "\(url)/clusters/\(made)")
    }

    private func handle(
        _ id: ClusterID, _ face: ClockFace, named name: String, url: String
    ) -> FakeCluster {
        FakeCluster(
            name: name, url: url, clock: FakeClock(mailbox: mailbox, cluster: id, face: face),
            serverURL: self.url)
    }
}
