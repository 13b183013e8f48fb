public import KubeCluster
import KubeJSON
public import KubeTime

/// The clock of a running cluster.
public struct FakeClock: Sendable {
    let connection: ClusterConnection

    /// The time of the cluster.
    public var now: Timestamp {
        get async throws(FakeAPIServerError) {
            try await connection.ask("GET", "/fake/clock") {
                $0["now"]?.string.flatMap { Timestamp(rfc3339: $0) }
            }
        }
    }

    /// Moves a manual clock forward, and returns once everything has happened that fell due.
    ///
    /// Each thing happens at its own instant, in order. If the task is cancelled, the clock
    /// stays where it has come to.
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
            throw FakeAPIServerError(
                .invalid, "the rate of a clock is from 0.001 to 1000, not \(rate)")
        }
        return try await perform(.change(to: .real(rate: rate), at: nil))
    }

    private func perform(_ command: ClockCommand) async throws(FakeAPIServerError) -> ClockReport {
        try await connection.ask("POST", "/fake/clock", command.json, reading: ClockReport.init)
    }
}
