import KubeAPI
import KubeCluster
import KubeSockets
import KubeTime
import Synchronization

/// The clock of a cluster in this process.
struct LocalClock: Sendable {
    private let mailbox: LoopMailbox
    let place: ClockPlace

    /// The clock of the cluster that `connection` leads to; nil where that is not in this process.
    init?(of connection: ClusterConnection) {
        guard let (mailbox, clocks) = connection.server.process,
            let place = clocks[connection.name]
        else { return nil }
        (self.mailbox, self.place) = (mailbox, place)
    }

    var now: Timestamp { place.face.now(at: Clocks.system.wall()) }

    /// Waits until the clock shows `deadline`.
    func sleep(until deadline: Timestamp) async throws {
        let outcome: Result<Void, StatusError>? = await mailbox.outcome(in: place.cluster) {
            cluster, wall, tell in
            cluster.sleep(until: deadline, isUnattended: false, at: wall, tell)
        } end: { cluster, ticket in
            cluster.wake(ticket)
        }
        try check(outcome)
    }

    /// The same, where `work` is finished as soon as the cluster knows who sleeps; returns what is under way
    /// because the time has come.
    func sleep(until deadline: Timestamp, finishing work: Work) async throws -> Work {
        let woken = Mutex<Work?>(nil)
        let outcome: Result<Void, StatusError>? = await mailbox.outcome(in: place.cluster) {
            [place] cluster, wall, tell in
            defer { work.finish() }
            return cluster.sleep(until: deadline, isUnattended: true, at: wall) { outcome in
                if case .success? = outcome { woken.withLock { $0 = place.face.beginWork() } }
                tell(outcome)
            }
        } end: { cluster, ticket in
            cluster.wake(ticket)
        }
        try check(outcome)
        return woken.withLock { $0.take() } ?? place.face.beginWork()
    }

    /// How many sleep by the clock, if only a test moves it; none sleeps for long by another.
    func sleeperCount() async throws(FakeAPIServerError) -> Int {
        try await mailbox.askHost { [place] host, _ in
            host.withCluster(place.cluster) { $0.sleeperCount } ?? 0
        }
    }

    private func check(_ outcome: Result<Void, StatusError>?) throws {
        try Task.checkCancellation()
        switch outcome {
        case .success?: return
        case .failure(let error)?: throw FakeAPIServerError(.ended, error.message)
        case nil: throw FakeAPIServerError.ended
        }
    }

    /// Has the clock do something, waiting each time for everybody to do what follows.
    func perform(_ command: ClockCommand) async throws(FakeAPIServerError) -> ClockReport {
        var progress = await progress { cluster, tell in cluster.carryOut(command, tell) }
        while case .paused(let ticket)? = progress {
            await Quiet(of: place, mailbox).wait()
            if Task.isCancelled {
                mailbox.post(to: HostHandler.self) { [place] handler, _ in
                    _ = handler.host.withCluster(place.cluster) { $0.abandon(ticket) }
                }
                throw .cancelled
            }
            progress = await self.progress { cluster, tell in cluster.goOn(ticket, tell) }
        }
        switch progress {
        case .done(.success(let report))?: return report
        case .done(.failure(let error))?: throw FakeAPIServerError(error)
        case .paused?, nil: throw .ended
        }
    }

    /// How a command goes on after `body` has told the cluster something; nil when there is none any more.
    private func progress(
        after body: @escaping @Sendable (inout Cluster, @escaping ClockListener) -> Void
    ) async -> ClockProgress? {
        await withCheckedContinuation { (continuation: CheckedContinuation<ClockProgress?, _>) in
            let isAccepted = mailbox.post(to: HostHandler.self) { [place] handler, _ in
                let found: Void? = handler.host.withCluster(place.cluster) { cluster in
                    body(&cluster) { continuation.resume(returning: $0) }
                }
                if found == nil { continuation.resume(returning: nil) }
            }
            if !isAccepted { continuation.resume(returning: nil) }
        }
    }
}
