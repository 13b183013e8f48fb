import KubeAPI
public import KubeCluster
import KubeSockets
public import KubeTime

/// The clock of a running cluster.
public struct FakeClock: Sendable {
    let mailbox: LoopMailbox
    let cluster: ClusterID

    /// The time of the cluster.
    public var now: Timestamp {
        get async throws(FakeAPIServerError) {
            try await mailbox.ask(cluster) { cluster, wall in cluster.clock.now(at: wall) }
        }
    }

    /// Moves a manual clock forward, and returns once everything has happened that fell due.
    ///
    /// Each thing happens at its own instant, in order. If the task is cancelled, the clock goes on.
    @discardableResult
    public func advance(by duration: Duration) async throws(FakeAPIServerError) -> ClockReport {
        try await perform(.advance(by: duration))
    }

    /// Moves a manual clock forward to `instant`, and returns once everything has happened that
    /// fell due.
    @discardableResult
    public func advance(to instant: Timestamp) async throws(FakeAPIServerError) -> ClockReport {
        try await perform(.go(to: instant))
    }

    /// Moves a manual clock forward, from one thing that is due to the next, until `condition` holds.
    ///
    /// The report says how far it went and what made it so. Throws the near miss when that is not within
    /// `duration`; the clock has then gone so far.
    @discardableResult
    public func advance(
        until condition: Condition, atMost duration: Duration = .seconds(60)
    ) async throws(FakeAPIServerError) -> ClockReport {
        try await perform(.wait(until: condition, atMost: duration))
    }

    /// Stops the clock: from now on it only moves when it is advanced.
    @discardableResult
    public func stop() async throws(FakeAPIServerError) -> ClockReport {
        try await perform(.change(to: .manual, at: nil))
    }

    /// Lets the clock run with the machine's, `rate` times as fast, from what it shows now.
    @discardableResult
    public func run(rate: Double = 1) async throws(FakeAPIServerError) -> ClockReport {
        guard ClusterClock.rates.contains(rate) else {
            throw FakeAPIServerError("the rate of a clock is from 0.001 to 1000, not \(rate)")
        }
        return try await perform(.change(to: .real(rate: rate), at: nil))
    }

    private func perform(_ command: ClockCommand) async throws(FakeAPIServerError) -> ClockReport {
        let outcome: Result<ClockReport, StatusError>? = await withCheckedContinuation {
            continuation in
            let isAccepted = mailbox.post(to: HostHandler.self) { handler, _ in
                let found: Void? = handler.host.withCluster(cluster) { cluster in
                    cluster.carryOut(command) { continuation.resume(returning: $0) }
                }
                if found == nil { continuation.resume(returning: nil) }
            }
            if !isAccepted { continuation.resume(returning: nil) }
        }
        guard let outcome else { throw .ended }
        do {
            return try outcome.get()
        } catch {
            throw FakeAPIServerError(error.message)
        }
    }
}
