import KubeAPI
package import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeSockets

/// One of the isolated API servers that a running process has.
public struct FakeCluster: Sendable {
    /// How it is asked.
    let connection: ClusterConnection

    /// The cluster's clock.
    public let clock: FakeClock

    init(_ connection: ClusterConnection) {
        self.connection = connection
        clock = FakeClock(connection)
    }

    /// The name; empty for the cluster at the server's own URL.
    public var name: String { connection.name }

    /// The base URL, such as `http://127.0.0.1:8080/clusters/a`.
    public var url: String { connection.url }

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
        try await connection.ask(
            "POST", "/fake/reset", ["only": .array(scopes.map { .string($0.name) })])
    }

    /// Who held each lease from when to when, and what was wrong with that, in the order in which
    /// they took it.
    public var terms: [LeaseTerm] {
        get async throws(FakeAPIServerError) {
            try await connection.ask("GET", "/fake/terms", reading: LeaseTerm.terms)
        }
    }

    /// Deletes the cluster; its watches and waiting requests end at once.
    ///
    /// The cluster at the server's own URL cannot be deleted.
    public func delete() async throws(FakeAPIServerError) {
        let name = name.isEmpty ? ClusterHost.defaultName : name
        try await connection.neighbour("").ask(
            "DELETE", "/fake/clusters/\(name.percentEncoded)")
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
        var document = JSONObject([
            ("from", .string(self.name.isEmpty ? ClusterHost.defaultName : self.name))
        ])
        if let name { document["name"] = .string(name) }
        if let version { document["at"] = .string(version) }
        if let seed { document["seed"] = .number(JSONNumber(literal: "\(seed)")) }
        let made = try await connection.neighbour("").ask(
            "POST", "/fake/clusters", .object(document)
        ) { $0["name"]?.string }
        return FakeCluster(connection.neighbour(made))
    }
}

extension LeaseTerm {
    /// The terms in a document; nil when that is something else.
    static func terms(_ document: JSONValue) -> [LeaseTerm]? {
        document["terms"]?.array?.compactMap(LeaseTerm.init)
    }
}

extension FakeAPIServer {
    /// The cluster at the server's own URL.
    public var cluster: FakeCluster {
        FakeCluster(ClusterConnection(server: connection, name: ""))
    }

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
        let made = try await mailbox.askHost { host, wall throws(StatusError) in
            try host.createCluster(named: name, settings, seed: seed, at: wall)
        }
        return FakeCluster(ClusterConnection(server: connection, name: made))
    }
}
