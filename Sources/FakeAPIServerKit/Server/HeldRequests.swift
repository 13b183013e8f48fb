import KubeAPI
public import KubeCluster
import KubeSockets
import KubeTime
import Synchronization

/// The requests that a rule holds, one after the other.
public final class HeldRequests: Sendable {
    /// The name of the rule.
    public let rule: String

    private let faults: FakeFaults
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
        let rule = rule
        let after = last.withLock { $0 }
        let held: HeldRequest? =
            await faults.mailbox.outcome(in: faults.cluster) { cluster, _, tell in
                cluster.listen(forHeldBy: rule, after: after, tell)
            } end: { cluster, number in
                cluster.endListening(number)
            }
        guard let held else { throw .ended }
        last.withLock { $0 = max($0, held.id) }
        return held
    }

    /// Lets a held request go on.
    public func release(_ held: HeldRequest) async throws(FakeAPIServerError) {
        try await release(held, as: .pass)
    }

    /// Has something else happen to a held request than that it goes on.
    public func release(
        _ held: HeldRequest, as action: FaultAction
    ) async throws(FakeAPIServerError) {
        try await faults.mailbox.ask(throwing: faults.cluster) {
            cluster, wall throws(StatusError) in
            try cluster.release(held: held.id, action, at: wall)
        }
    }

    /// Removes the rule, and lets everything go on that it holds, in order.
    public func stop() async throws(FakeAPIServerError) {
        let rule = rule
        try await faults.mailbox.ask(throwing: faults.cluster) {
            cluster, wall throws(StatusError) in
            cluster.removeFaults(named: rule)
            for held in cluster.heldRequests where held.rule == rule {
                try cluster.release(held: held.id, at: wall)
            }
        }
    }
}
