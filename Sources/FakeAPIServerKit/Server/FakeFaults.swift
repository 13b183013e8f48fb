public import KubeCluster
import KubeHTTP1
import KubeJSON

/// What goes wrong in a running cluster.
public struct FakeFaults: Sendable {
    let connection: ClusterConnection

    /// Adds rules, which are asked in the order in which they were made; returns their names.
    ///
    /// Throws when one makes no sense or its name is taken; none is then added.
    @discardableResult
    public func add(_ rules: FaultRule...) async throws(FakeAPIServerError) -> [String] {
        try await add(rules)
    }

    /// Adds what a preset brings, for the requests that satisfy `match`; returns the names.
    @discardableResult
    public func add(
        _ preset: FaultPreset, on match: RequestMatch = .any
    ) async throws(FakeAPIServerError) -> [String] {
        try await add(preset.rules(on: match))
    }

    private func add(_ rules: [FaultRule]) async throws(FakeAPIServerError) -> [String] {
        try await connection.ask(
            "POST", "/fake/faults", .array(rules.map { .object($0.json) })
        ) { $0["faults"]?.array?.compactMap { $0["name"]?.string } }
    }

    /// Removes the rule called `name`; nothing happens when there is none.
    public func remove(_ name: String) async throws(FakeAPIServerError) {
        try await allowing(.notFound) { () throws(FakeAPIServerError) in
            try await connection.ask("DELETE", "/fake/faults/\(name.percentEncoded)")
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

    /// Runs `body` while a rule is there.
    public func withFault<Result>(
        _ rule: FaultRule, _ body: () async throws -> Result
    ) async throws -> Result {
        let names = try await add(rule)
        do {
            let result = try await body()
            for name in names { try await remove(name) }
            return result
        } catch {
            for name in names { try? await remove(name) }
            throw error
        }
    }

    /// Holds the requests that satisfy `match`, from now on, until they are released.
    public func hold(
        _ match: RequestMatch, at phase: FaultPhase = .beforeCommit, times: Int? = nil
    ) async throws(FakeAPIServerError) -> HeldRequests {
        let names = try await add(FaultRule(on: match, at: phase, do: .hold, times: times))
        return HeldRequests(rule: names[0], of: self)
    }
}

/// Does `work`, and lets it pass when that fails with an error of this kind.
private func allowing(
    _ kind: FakeAPIServerError.Kind, _ work: () async throws(FakeAPIServerError) -> Void
) async throws(FakeAPIServerError) {
    do throws(FakeAPIServerError) {
        try await work()
    } catch {
        guard error.kind == kind else { throw error }
    }
}

// MARK: - Partitions and watches

extension FakeFaults {
    /// Lets nothing through between the client called `client` and the server, until it is healed.
    public func separate(
        _ client: String, _ direction: PartitionDirection = .both
    ) async throws(FakeAPIServerError) {
        try await connection.ask(
            "POST", "/fake/partitions",
            ["client": .string(client), "direction": .string(direction.rawValue)])
    }

    /// Lets everything through again; connections on which something was lost are reset.
    public func heal(_ client: String) async throws(FakeAPIServerError) {
        try await allowing(.notFound) { () throws(FakeAPIServerError) in
            try await connection.ask("DELETE", "/fake/partitions/\(client.percentEncoded)")
        }
    }

    /// Ends the connections of all open watches; returns how many those are.
    @discardableResult
    public func cutWatches() async throws(FakeAPIServerError) -> Int {
        try await connection.ask("DELETE", "/fake/watches") {
            $0["cut"]?.integer.map { Int($0) }
        }
    }
}

extension FakeCluster {
    /// What goes wrong in the cluster.
    public var faults: FakeFaults { FakeFaults(connection: connection) }
}

extension FakeAPIServer {
    /// What goes wrong in the cluster at the server's own URL.
    public var faults: FakeFaults { cluster.faults }
}
