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

    /// The cluster of a server that runs elsewhere, such as in a container, at its base URL.
    ///
    /// - Parameter url: The URL, with an IP address or `localhost` and a port: `http://127.0.0.1:8080`, or
    ///   that of one of its clusters, `http://127.0.0.1:8080/clusters/a`.
    /// - Throws: That the URL is not like that. Whether a server is there shows when it is asked.
    public init(url: String) throws(FakeAPIServerError) {
        let parts = url.split(separator: "/clusters/", maxSplits: 1).map(String.init)
        let base = parts.first.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } ?? ""
        guard let server = ServerConnection(remote: base) else {
            throw FakeAPIServerError(
                .invalid,
                "\"\(url)\" is not the URL of a server, such as http://127.0.0.1:8080")
        }
        self.init(ClusterConnection(server: server, name: parts.count > 1 ? parts[1] : ""))
    }

    /// The name; empty for the cluster at the server's own URL.
    public var name: String { connection.name }

    /// The base URL, such as `http://127.0.0.1:8080/clusters/a`.
    public var url: String { connection.url }

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
        return try await create(document)
    }

    /// Creates a cluster beside this one.
    func create(_ document: JSONObject) async throws(FakeAPIServerError) -> FakeCluster {
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
