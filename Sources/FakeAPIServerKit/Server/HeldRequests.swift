public import KubeCluster
import KubeJSON
import Synchronization

/// The requests that a rule holds, one after the other.
public final class HeldRequests: Sendable {
    /// The name of the rule.
    public let rule: String

    private let faults: FakeFaults
    private var connection: ClusterConnection { faults.connection }
    /// The last request that was given.
    private let last = Mutex<HeldRequest.ID>(0)

    init(rule: String, of faults: FakeFaults) {
        self.rule = rule
        self.faults = faults
    }

    /// The next request that the rule holds, for which this waits.
    ///
    /// Throws when the server or the cluster has ended, or the task is cancelled.
    public func next() async throws(FakeAPIServerError) -> HeldRequest {
        while true {
            let after = last.withLock { $0 }
            if let held = try await all().first(where: { $0.id > after }) {
                last.withLock { $0 = max($0, held.id) }
                return held
            }
            do throws(FakeAPIServerError) {
                let condition = Condition.held(.atLeast(1), by: rule, after: after)
                let expectation = Expectation(condition, .within(.seconds(3600)))
                try await connection.ask("POST", "/fake/expect", expectation.json)
            } catch {
                guard error.kind == .notMet else { throw error }
            }
        }
    }

    /// All that the rule holds, in the order in which they came.
    private func all() async throws(FakeAPIServerError) -> [HeldRequest] {
        try await connection.ask("GET", "/fake/held") {
            $0["held"]?.array?.compactMap(HeldRequest.init)
        }.filter { $0.rule == rule }
    }

    /// Lets a held request go on.
    public func release(_ held: HeldRequest) async throws(FakeAPIServerError) {
        try await release(held, as: .pass)
    }

    /// Has something else happen to a held request than that it goes on.
    public func release(
        _ held: HeldRequest, as action: FaultAction
    ) async throws(FakeAPIServerError) {
        let document: JSONValue = action == .pass ? ["release": true] : action.json
        try await connection.ask("POST", "/fake/held/\(held.id)", document)
    }

    /// Removes the rule, and lets everything go on that it holds, in order.
    public func stop() async throws(FakeAPIServerError) {
        try await faults.remove(rule)
        for held in try await all() { try await release(held) }
    }
}
