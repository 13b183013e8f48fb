import KubeCluster

/// What is run, and what must hold.
struct ExplorationPlan: Sendable {
    /// The names of the clients.
    let clients: [String]
    /// The requests that are put in order.
    let held: RequestMatch
    /// What must hold after each of them; nil for nothing.
    let invariant: Condition?
    /// What must hold at the end; nil for nothing.
    let conclusion: Condition?
    /// What a client does.
    let body: @Sendable (ExploredClient) async throws -> Void

    /// Runs it under each of `orders`, on forks of `cluster`.
    func explore(
        _ orders: ExploredOrders, from cluster: FakeCluster
    ) async throws -> Exploration {
        var search = OrderSearch(orders)
        var failure: Exploration.Failure?
        var isOpen = true
        while isOpen {
            let fork = try await cluster.fork()
            // What is not shorter is of no interest.
            let releasesMax = failure.map { $0.releases.count - 1 } ?? .max
            var run = ExplorationRun(self, on: fork, releasesMax: releasesMax)
            do {
                let outcome = try await run.run(&search)
                failure = outcome.failure ?? failure
                isOpen = search.finish(outcome.steps, hasFailed: outcome.failure != nil)
                try await fork.delete()
            } catch {
                try? await fork.delete()
                throw error
            }
        }
        return Exploration(
            runCount: search.runCount, isComplete: search.isComplete, failure: failure)
    }
}
