import KubeCluster
import KubeSockets
import KubeTime
import Synchronization

/// Waiting for what comes of something later, unless the task is cancelled first.
extension LoopMailbox {
    /// Has a cluster look out for something, and waits for what comes of it.
    ///
    /// - Parameters:
    ///   - id: The cluster.
    ///   - begin: Is given whom to tell, once, what has come of it. Returns what `end` needs; nil when
    ///     it has told already.
    ///   - end: Has the cluster tell at once, since the task is cancelled.
    /// - Returns: What was told; nil when the server or the cluster has ended, or the task was cancelled
    ///   before.
    func outcome<Ticket: Sendable, Outcome: Sendable>(
        in id: ClusterID,
        begin:
            @escaping @Sendable (
                inout Cluster, Timestamp, @escaping @Sendable (Outcome?) -> Void
            ) -> Ticket?,
        end: @escaping @Sendable (inout Cluster, Ticket) -> Void
    ) async -> Outcome? {
        let progress = Mutex(Progress<Ticket>.before)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Outcome?, Never>) in
                let isAccepted = post(to: HostHandler.self) { handler, wall in
                    // The task may have been cancelled before it came here.
                    guard !progress.withLock({ $0.isCancelled }) else {
                        return continuation.resume(returning: nil)
                    }
                    let begun = handler.host.withCluster(id) { cluster in
                        begin(&cluster, wall) { continuation.resume(returning: $0) }
                    }
                    switch begun {
                    case .some(.some(let ticket)): progress.withLock { $0 = .begun(ticket) }
                    case .some(nil): break
                    case nil: continuation.resume(returning: nil)
                    }
                }
                if !isAccepted { continuation.resume(returning: nil) }
            }
        } onCancel: {
            post(to: HostHandler.self) { handler, _ in
                let before = progress.withLock { progress in
                    defer { progress = .cancelled }
                    return progress
                }
                guard case .begun(let ticket) = before else { return }
                _ = handler.host.withCluster(id) { end(&$0, ticket) }
            }
        }
    }
}

/// How far one who waits has come; only looked at on the server's thread.
private enum Progress<Ticket: Sendable>: Sendable {
    case before
    case begun(Ticket)
    case cancelled

    var isCancelled: Bool {
        if case .cancelled = self { true } else { false }
    }
}
