public import KubeCluster
import KubeJSON
import KubeSockets
public import KubeTime

/// The clock of a running cluster.
///
/// It is a `Clock` of Swift: code under test that sleeps by it shares the server's time.
///
///     let elector = try LeaderElector(configuration, client: client, clock: server.clock)
///
/// A manual clock goes from one thing that is due to the next, be it the server's or that of one who
/// sleeps, and waits each time until everybody has done what followed. See ``advance(by:)``.
public struct FakeClock: Clock {
    /// An instant of the clock is a date: the server writes it into objects.
    public typealias Instant = Timestamp
    public typealias Duration = Swift.Duration

    private let connection: ClusterConnection
    /// The clock in this process; nil where there is none, or not any more.
    let local: LocalClock?
    /// What the clock of a server elsewhere showed last.
    private let seen = SeenTime()

    init(_ connection: ClusterConnection) {
        self.connection = connection
        local = LocalClock(of: connection)
    }

    /// The time of the cluster; when that has ended, the time at which it did.
    ///
    /// Of a server in another process it is the time that this handle was told last: by ``read()``, or when
    /// it advanced the clock.
    public var now: Timestamp { local?.now ?? seen.time }

    /// The time of the cluster, for which that is asked.
    @discardableResult
    public func read() async throws(FakeAPIServerError) -> Timestamp {
        let time = try await connection.ask("GET", "/fake/clock") {
            $0["now"]?.string.flatMap { Timestamp(rfc3339: $0) }
        }
        seen.note(time)
        return time
    }

    /// The shortest time that the clock can tell: a microsecond, as in Kubernetes.
    public var minimumResolution: Duration { .microseconds(1) }

    /// When something is next due by the clock: something of the cluster's, or somebody who sleeps; nil if
    /// nothing ever is.
    public var nextDue: Timestamp? {
        get async throws(FakeAPIServerError) {
            try await connection.ask("GET", "/fake/clock") { document -> Timestamp?? in
                document["nextDue"]?.string.map { Timestamp(rfc3339: $0) } ?? .some(nil)
            }
        }
    }
}

// MARK: - Sleeping

extension FakeClock {
    /// Waits until the clock shows `deadline`, or is beyond it.
    ///
    /// Those who sleep are woken in the order of their deadlines, and for the same deadline in the order in
    /// which they went to sleep. `tolerance` does not matter: nobody is woken late.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, a ``FakeAPIServerError`` when the server or
    ///   the cluster ends, or is in another process.
    public func sleep(until deadline: Timestamp, tolerance: Duration? = nil) async throws {
        try Task.checkCancellation()
        guard let local else {
            guard connection.server.process == nil else { throw FakeAPIServerError.ended }
            throw FakeAPIServerError(
                .invalid, "nobody can sleep by the clock of a server in another process")
        }
        guard deadline > now else { return }
        try await local.sleep(until: deadline)
    }
}

// MARK: - Moving a manual clock

extension FakeClock {
    /// Moves a manual clock forward, and returns once everything has happened that fell due.
    ///
    /// Each thing happens at its own instant, in order. After each the clock waits until it is quiet:
    ///
    /// * everybody who was woken sleeps again, or has not shown a sign of life for 50 ms of real time;
    /// * every request that reached the cluster has its answer, or waits there for a rule or for the time;
    /// * nothing that ``whileWorking(_:)`` does is under way elsewhere, as the calls of a `LeaderElector`
    ///   never are;
    /// * and nothing of that has changed while other tasks had several chances to run.
    ///
    /// So an hour of an election takes seconds, and the same happens in it each time. If the
    /// task is cancelled, the clock stays where it has come to.
    @discardableResult
    public func advance(by duration: Duration) async throws(FakeAPIServerError) -> ClockReport {
        try await perform(.advance(by: duration))
    }

    /// Moves a manual clock forward to `instant`, as ``advance(by:)`` does.
    @discardableResult
    public func advance(to instant: Timestamp) async throws(FakeAPIServerError) -> ClockReport {
        try await perform(.go(to: instant))
    }

    /// Moves a manual clock forward, as ``advance(by:)`` does, but only until `condition` holds.
    ///
    /// The report says how far it went and what made it so. Throws the near miss when that is not within
    /// `duration`; the clock has then gone so far.
    @discardableResult
    public func advance(
        until condition: Condition, atMost duration: Duration = .seconds(60),
        fileID: String = #fileID, filePath: String = #filePath, line: Int = #line,
        column: Int = #column
    ) async throws(FakeAPIServerError) -> ClockReport {
        let location = CodeLocation(
            fileID: fileID, filePath: filePath, line: line, column: column)
        return try await location.locate { () throws(FakeAPIServerError) in
            try await perform(.wait(until: condition, atMost: duration))
        }
    }
}

// MARK: - Other modes

extension FakeClock {
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

    /// Moves a manual clock forward, and does not wait for what others do then.
    func goAtOnce(to instant: Timestamp) async throws(FakeAPIServerError) {
        try await connection.ask("POST", "/fake/clock", ClockCommand.go(to: instant).json)
    }

    private func perform(_ command: ClockCommand) async throws(FakeAPIServerError) -> ClockReport {
        if let local { return try await local.perform(command) }
        guard connection.server.process == nil else { throw .ended }
        let report = try await connection.ask(
            "POST", "/fake/clock", command.json, reading: ClockReport.init)
        seen.note(report.now)
        return report
    }
}

// MARK: - What the clock cannot see

extension FakeClock: WorkingClock {
    /// Keeps a manual clock from going on while `body` runs, unless a request of it waits at the server.
    ///
    /// The clock sees who sleeps by it and which requests have reached the server. It does not see that
    /// code computes, or that a request is on its way: what takes long before it sleeps again or asks the
    /// server belongs in here. `LeaderElector` and `LeaseCandidacy` tell it of their calls by themselves.
    public nonisolated(nonsending) func whileWorking<Result>(
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async rethrows -> Result {
        let work = beginWork()
        defer { work.finish() }
        return try await Work.$isUnderWay.withValue(true) { try await body() }
    }

    package func beginWork() -> Work { local?.place.face.beginWork() ?? Work {} }

    package func sleep(until instant: Timestamp, finishing work: Work) async throws -> Work {
        guard let local, instant > now, !Task.isCancelled else {
            try await sleep(until: instant)
            return beginWork()
        }
        return try await local.sleep(until: instant, finishing: work)
    }
}
