import KubeAPI
public import KubeCluster
import KubeHTTP1
import KubeJSON

/// What goes wrong in a running cluster.
public struct FakeFaults: Sendable {
    let connection: ClusterConnection

    /// Adds a rule, which is asked after those that were made before.
    ///
    /// Throws when it makes no sense or its name is taken.
    @discardableResult
    public func add(_ rule: FaultRule) async throws(FakeAPIServerError) -> FakeFault {
        try await add([rule])[0]
    }

    /// Has something go wrong with the requests that satisfy `match`.
    ///
    ///     let fault = try await server.faults.add(
    ///         .on(.update, "leases", client: "a"), at: .afterCommit, .reset, times: 1)
    ///
    /// - Parameters:
    ///   - match: Which requests are meant.
    ///   - phase: When it acts; when the action usually does where nil.
    ///   - actions: What it does: the nth request that it takes gets the nth action, and the last one
    ///     stays.
    ///   - times: How often it acts; nil for always.
    /// - Returns: The rule, which tells how often it has acted and can be removed.
    /// - Throws: Why it makes no sense.
    @discardableResult
    public func add(
        _ match: RequestMatch, at phase: FaultPhase? = nil, _ actions: FaultAction...,
        times: Int? = nil
    ) async throws(FakeAPIServerError) -> FakeFault {
        var rule = FaultRule(on: match, at: phase, times: times)
        rule.actions = actions
        return try await add(rule)
    }

    /// Adds rules, in this order; when one makes no sense or its name is taken, none is added.
    @discardableResult
    public func add(_ rules: [FaultRule]) async throws(FakeAPIServerError) -> [FakeFault] {
        try await connection.ask(
            "POST", "/fake/faults", .array(rules.map { .object($0.json) })
        ) { document in
            let names = document["faults"]?.array?.compactMap { $0["name"]?.string }
            guard let names, names.count == rules.count else { return nil }
            return names.map { FakeFault(name: $0, faults: self) }
        }
    }

    /// Adds what a preset brings, for the requests that satisfy `match`.
    @discardableResult
    public func add(
        _ preset: FaultPreset, on match: RequestMatch = .any
    ) async throws(FakeAPIServerError) -> [FakeFault] {
        try await add(preset.rules(on: match))
    }

    /// Removes the rule called `name`; nothing happens when there is none.
    public func remove(_ name: String) async throws(FakeAPIServerError) {
        do throws(FakeAPIServerError) {
            try await connection.ask("DELETE", path(of: name))
        } catch {
            guard error.kind == .notFound else { throw error }
        }
    }

    /// Removes all rules, or those with this tag.
    public func removeAll(tag: String? = nil) async throws(FakeAPIServerError) {
        let query = tag.map { "?tag=\($0.percentEncoded)" } ?? ""
        try await connection.ask("DELETE", "/fake/faults\(query)")
    }

    /// What there is to tell of the rules, in the order in which they were made.
    public var reports: [FaultReport] {
        get async throws(FakeAPIServerError) {
            try await connection.ask("GET", "/fake/faults") {
                $0["faults"]?.array?.compactMap(FaultReport.init)
            }
        }
    }

    func report(of name: String) async throws(FakeAPIServerError) -> FaultReport {
        try await connection.ask("GET", path(of: name), reading: FaultReport.init)
    }

    private func path(of name: String) -> String { "/fake/faults/\(name.percentEncoded)" }

    /// Ends the connections of all open watches; returns how many those are.
    @discardableResult
    public func cutWatches() async throws(FakeAPIServerError) -> Int {
        try await connection.ask("DELETE", "/fake/watches") {
            $0["cut"]?.integer.map { Int($0) }
        }
    }
}

extension FakeClusterHandle {
    /// What goes wrong in the cluster.
    public var faults: FakeFaults { FakeFaults(connection: cluster.connection) }
}
