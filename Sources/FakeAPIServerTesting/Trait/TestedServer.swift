import FakeAPIServerKit

/// The server of a test that has the trait.
struct TestedServer {
    /// The cluster of the test.
    let cluster: FakeCluster

    /// The server that has no other cluster, where it has a process of its own.
    private let launched: LaunchedAPIServer?

    /// A cluster with `options`: one more of the server that all tests of the process share, or that of a
    /// program.
    init(_ options: ClusterOptions, seed: UInt64, inOwnProcess: Bool) async throws {
        guard inOwnProcess else {
            cluster = try await Self.common.get().makeCluster(seed: seed) { $0 = options }
            launched = nil
            return
        }
        var server = ServerOptions()
        (server.cluster, server.seed) = (options, seed)
        let launched = try await FakeAPIServer.launch(options: server)
        (cluster, self.launched) = (launched.cluster, launched)
        // A clock elsewhere shows what was last asked of it.
        try await cluster.clock.read()
    }

    /// What happened in the cluster, and what the program has written.
    func report() async -> String {
        let report = await cluster.report()
        return launched.map { "\(report)\n\nOutput of the program\n\n\($0.output)" } ?? report
    }

    /// Who has led, how much each client has asked for, and the last `requestCount` requests.
    func summary(requestCount: Int) async -> String {
        let terms = (try? await cluster.terms) ?? []
        let requests = (try? await cluster.requests) ?? []
        let clients = Dictionary(grouping: requests, by: \.client)
            .sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.count))" }
        let lines = ["Who has asked: \(clients.joined(separator: ", "))", "The last requests:"]
        return (terms.map(\.description) + lines + requests.suffix(requestCount).map { "  \($0)" })
            .joined(separator: "\n")
    }

    /// Ends what was begun for the test.
    func end() async {
        if let launched {
            await launched.shutDown()
        } else {
            try? await cluster.delete()
        }
    }

    /// The server of all tests of the process.
    private static let common = Result { try FakeAPIServer(ServerOptions()) }
}
