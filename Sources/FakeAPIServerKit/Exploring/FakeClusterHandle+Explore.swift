public import KubeCluster

extension FakeClusterHandle {
    /// Runs clients under every order of their writes, and tells the shortest one under which something
    /// fails.
    ///
    ///     let exploration = try await server.explore(
    ///         clients: ["a", "b"], always: .noFindings("web")
    ///     ) { client in
    ///         try await MyElector(client.name, client.url).tryToLead()
    ///     }
    ///     #expect(exploration.failure == nil)
    ///
    /// Each order is run on a fork of the cluster, which is deleted afterwards. All clients begin at the
    /// same time. Every write waits until all of them wait or have finished; then one is released, and
    /// so on. So a client must ask under its name, through ``ExploredClient/url`` or
    /// ``ExploredClient/transport``, do the same each time that it is answered the same, and finish.
    ///
    /// A client may sleep by ``ExploredClient/clock``, where that is manual. When no write waits, and all who
    /// have not finished sleep, the clock goes to when something is next due.
    ///
    /// - Parameters:
    ///   - clients: The names of the clients.
    ///   - invariant: What must hold after each release, once all clients wait or have finished again.
    ///   - conclusion: What must hold when all have finished.
    ///   - requests: Which requests are put in order, such as `.any` to have reads wait as well.
    ///   - orders: Which orders are run; all, but no more than a thousand, where nothing is said.
    ///   - body: What a client does, beside the others.
    /// - Returns: The shortest order under which something failed, if there is one.
    /// - Throws: What `body` throws, such as a lost race that a client does not catch, or that the server has
    ///   ended.
    public func explore(
        clients: [String], always invariant: Condition? = nil,
        finally conclusion: Condition? = nil, ordering requests: RequestMatch = .writes,
        orders: ExploredOrders = .all(atMost: 1000),
        _ body: @escaping @Sendable (ExploredClient) async throws -> Void
    ) async throws -> Exploration {
        let plan = ExplorationPlan(
            clients: clients, held: requests.restricted(toClients: clients), invariant: invariant,
            conclusion: conclusion, body: body)
        return try await plan.explore(orders, from: cluster)
    }
}
