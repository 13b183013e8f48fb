import KubeCluster
import KubeSockets

/// The end of all that those do who live by a cluster's clock.
struct Quiet {
    private let clock: FakeClock

    /// How often in a row nothing must have changed; each time all other tasks have a chance to run.
    private static let stillRounds = 8

    /// How long somebody who was woken may stay silent before he is not waited for any more.
    private static let patienceForWoken = Duration.milliseconds(50)

    /// The same for work that was announced.
    private static let patienceForWork = Duration.seconds(5)

    init(of clock: FakeClock) {
        self.clock = clock
    }

    /// What is seen at a time.
    private struct View: Equatable, Sendable {
        let activity: ClusterActivity
        /// How many requests are open, and how many of them wait at the server.
        let requests: OpenRequestCount
        let workChanges: UInt64
        /// How much is under way elsewhere than at the server.
        let workElsewhere: Int

        /// How long it is to be waited for what is under way.
        var patience: Duration {
            if workElsewhere > 0 || requests.moving > 0 { return Quiet.patienceForWork }
            return activity.wokenCount > 0 ? Quiet.patienceForWoken : .zero
        }
    }

    /// Returns once it is quiet, or at once when the task is cancelled.
    func wait() async {
        var last: View?
        var (rounds, since) = (0, ContinuousClock.now)
        while !Task.isCancelled {
            await Self.letOthersRun()
            guard let view = await view() else { return }
            if view != last { (last, rounds, since) = (view, 0, .now) }
            rounds += 1
            guard rounds >= Self.stillRounds, .now - since >= view.patience else { continue }
            if view.activity.wokenCount > 0 {
                _ = try? await clock.mailbox.ask(clock.cluster) { cluster, _ in
                    cluster.forgetWoken()
                }
            }
            return
        }
    }

    /// Lets the tasks go on that could.
    private static func letOthersRun() async {
        await Task.detached(priority: .background) { await Task.yield() }.value
    }

    /// What is to be seen now; nil when the server or the cluster has ended.
    private func view() async -> View? {
        let (id, face) = (clock.cluster, clock.face)
        return await withCheckedContinuation { continuation in
            let isAccepted = clock.mailbox.post(to: HostHandler.self) { handler, _ in
                let activity = handler.host.withCluster(id) { $0.activity }
                let (requests, work) = (handler.openRequestCount(in: id), face.work)
                continuation.resume(
                    returning: activity.map { activity in
                        View(
                            activity: activity, requests: requests, workChanges: work.changes,
                            workElsewhere: max(0, work.count - requests.waiting))
                    })
            }
            if !isAccepted { continuation.resume(returning: nil) }
        }
    }
}
