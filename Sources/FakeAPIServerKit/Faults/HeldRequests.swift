public import KubeCluster
import KubeJSON
import Synchronization

/// The requests that a rule holds, one after the other.
public final class HeldRequests: Sendable {
    /// The rule.
    public let fault: FakeFault

    private var connection: ClusterConnection { fault.faults.connection }
    /// The last request that was given.
    private let last = Mutex<HeldRequest.ID>(0)

    init(_ fault: FakeFault) {
        self.fault = fault
    }

    /// The next request that the rule holds, for which this waits.
    ///
    /// Throws when the server or the cluster has ended, or the task is cancelled.
    public func next() async throws(FakeAPIServerError) -> HeldRequest {
        while true {
            let after = last.withLock { $0 }
            if let held = try await all.first(where: { $0.id > after }) {
                last.withLock { $0 = max($0, held.id) }
                return held
            }
            try await wait(after: after)
        }
    }

    /// Waits until there is a request after the one with the number `id`, or for an hour.
    private func wait(after id: HeldRequest.ID) async throws(FakeAPIServerError) {
        let condition = Condition.held(.atLeast(1), by: fault.name, after: id)
        do throws(FakeAPIServerError) {
            try await connection.ask(
                "POST", "/fake/expect", Expectation(condition, .within(.seconds(3600))).json)
        } catch {
            guard error.kind == .notMet else { throw error }
        }
    }

    /// All that the rule holds now, in the order in which they came.
    public var all: [HeldRequest] {
        get async throws(FakeAPIServerError) {
            try await connection.ask("GET", "/fake/held") {
                $0["held"]?.array?.compactMap(HeldRequest.init)
            }.filter { $0.rule == fault.name }
        }
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

    /// Lets all go on that are held now, in the order in which they came.
    public func releaseAll() async throws(FakeAPIServerError) {
        for held in try await all { try await release(held) }
    }

    /// Removes the rule, and lets everything go on that it holds, in order.
    public func stop() async throws(FakeAPIServerError) {
        try await fault.remove()
        try await releaseAll()
    }
}
