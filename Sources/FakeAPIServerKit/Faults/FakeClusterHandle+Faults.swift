public import KubeCluster

/// What goes wrong while a test does something.
extension FakeClusterHandle {
    /// Runs `body` while something goes wrong with the requests that satisfy `match`.
    ///
    ///     try await server.withFault(.on(.update, "leases"), at: .afterCommit, .reset) {
    ///         …
    ///     }
    ///
    /// - Parameters:
    ///   - match: Which requests are meant.
    ///   - phase: When it acts; when the action usually does where nil.
    ///   - action: What it does.
    ///   - times: How often it acts; nil for always.
    ///   - body: What to do meanwhile.
    /// - Returns: What `body` returns.
    /// - Throws: Why the rule makes no sense, or what `body` throws.
    @discardableResult
    public nonisolated(nonsending) func withFault<Result>(
        _ match: RequestMatch, at phase: FaultPhase? = nil, _ action: FaultAction,
        times: Int? = nil, _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        try await withFault(FaultRule(on: match, at: phase, do: action, times: times), body)
    }

    /// Runs `body` while `rule` is there.
    @discardableResult
    public nonisolated(nonsending) func withFault<Result>(
        _ rule: FaultRule, _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        let fault = try await faults.add(rule)
        return try await undoing(fault.remove, after: body)
    }

    /// Lets nothing through between the client called `client` and the server, until that is healed.
    ///
    /// - Parameters:
    ///   - client: The name of the client; see ``url(as:)``.
    ///   - direction: What gets lost; with `.toClient` everything happens, and the client never knows.
    /// - Returns: The partition, which can be healed.
    /// - Throws: Why there can be none.
    @discardableResult
    public func partition(
        _ client: String, _ direction: PartitionDirection = .both
    ) async throws(FakeAPIServerError) -> FakePartition {
        try await faults.separate(client, direction)
        return FakePartition(client: client, direction: direction, faults: faults)
    }

    /// Runs `body` while nothing gets through between the client called `client` and the server.
    @discardableResult
    public nonisolated(nonsending) func withPartition<Result>(
        _ client: String, _ direction: PartitionDirection = .both,
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        let partition = try await partition(client, direction)
        return try await undoing(partition.heal, after: body)
    }

    /// Holds the requests that satisfy `match`, from now on, until they are released.
    ///
    /// - Parameters:
    ///   - match: Which requests are meant.
    ///   - phase: Where they stand; before they are stored where nothing is said.
    ///   - times: How many are held; nil for all.
    /// - Returns: The requests, one after the other.
    /// - Throws: Why the rule makes no sense.
    public func hold(
        _ match: RequestMatch, at phase: FaultPhase = .beforeCommit, times: Int? = nil
    ) async throws(FakeAPIServerError) -> HeldRequests {
        HeldRequests(try await faults.add(match, at: phase, .hold, times: times))
    }

    /// Runs `body`, and `undo` after it whatever comes of it.
    private nonisolated(nonsending) func undoing<Result>(
        _ undo: @Sendable () async throws(FakeAPIServerError) -> Void,
        after body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        let result: Result
        do {
            result = try await body()
        } catch {
            // What `body` has thrown tells more.
            try? await undo()
            throw error
        }
        try await undo()
        return result
    }
}
