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
        let (mailbox, cluster, rule) = (faults.mailbox, faults.cluster, rule)
        let after = last.withLock { $0 }
        let listening = Mutex(Listening.before)
        let held = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<HeldRequest?, Never>) in
                let isAccepted = mailbox.post(to: HostHandler.self) { handler, _ in
                    // The task may have been cancelled before it came here.
                    guard listening.withLock({ $0 }) != .cancelled else {
                        return continuation.resume(returning: nil)
                    }
                    let number = handler.host.withCluster(cluster) { cluster in
                        cluster.listen(forHeldBy: rule, after: after) {
                            continuation.resume(returning: $0)
                        }
                    }
                    guard let number else { return continuation.resume(returning: nil) }
                    listening.withLock { $0 = .listening(number) }
                }
                if !isAccepted { continuation.resume(returning: nil) }
            }
        } onCancel: {
            mailbox.post(to: HostHandler.self) { handler, _ in
                let before = listening.withLock { state in
                    defer { state = .cancelled }
                    return state
                }
                guard case .listening(let number) = before else { return }
                _ = handler.host.withCluster(cluster) { $0.endListening(number) }
            }
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

/// How far one who waits has come; only looked at on the server's thread.
private enum Listening: Equatable {
    case before
    case listening(UInt64)
    case cancelled
}
