import KubeElector
public import KubeTime
import Synchronization

/// Competes for a lease, and runs what only one may run at a time.
///
/// ```swift
/// let elector = try LeaderElector(configuration, client: client)
/// try await elector.run { leadership in
///     try await reconcileForever()
/// }
/// ```
///
/// It plays client-go's `LeaderElector`, by the plain protocol or by that of coordinated leader election,
/// and is more careful where client-go lets two lead at a time:
///
/// * The work is cancelled when leadership is lost, and that is an eighth of the lease before anybody else
///   may take it, counted from when the last renewal that was answered was sent. So no settings, and no
///   answer that does not come, make it lead too long.
/// * The lease is not given back before the work has ended.
/// * It stops at once when it sees somebody else hold the lease.
///
/// It trusts no clock but its own, and of that only the rate: a lease of somebody else is free once it
/// has not changed for its duration while this elector looked on.
public final class LeaderElector: Sendable {
    /// What the elector was made with.
    public let configuration: Configuration

    let client: any LeaseClient
    let clock: MachineClock
    let taskExecutor: (any TaskExecutor)?
    let seed: UInt64
    let report: @Sendable (Event) -> Void
    let board = ElectorBoard()

    /// An elector that competes once it is run.
    ///
    /// - Parameters:
    ///   - configuration: Who competes for which lease, and how patiently.
    ///   - client: How the lease is read and written.
    ///   - clock: What the elector waits by, and measures the lease with. It must go on while the machine
    ///     sleeps, as the default does.
    ///   - seed: The number from which the spread of tries follows; a random one by default.
    ///   - taskExecutor: Where the elector's tasks run; where all tasks do by default. One with a thread
    ///     of its own renews the lease even while work blocks all threads of Swift.
    ///   - report: Is told everything that happens, at once and in order, for logs and metrics. It must
    ///     not wait.
    ///   - wallClock: What dates the lease; nothing else depends on it. By default it is `clock`, where the
    ///     instants of that are dates (`Timestamp`), and else the machine's.
    /// - Throws: What client-go's constructor says to a wrong configuration.
    public init(
        _ configuration: Configuration, client: any LeaseClient,
        clock: some Clock<Duration> = ContinuousClock(),
        seed: UInt64 = .random(in: 0...(.max)),
        taskExecutor: (any TaskExecutor)? = nil,
        report: @escaping @Sendable (Event) -> Void = { _ in },
        wallClock: (@Sendable () -> Timestamp)? = nil
    ) throws(ConfigurationError) {
        try configuration.validate()
        self.configuration = configuration
        self.client = client
        self.clock = MachineClock(clock, wallClock: wallClock)
        self.seed = seed
        self.taskExecutor = taskExecutor
        self.report = report
    }
}

// MARK: - What can be asked

extension LeaderElector {
    /// Where the elector is now.
    public var state: State { board.state }

    /// Where the elector is, from now on, beginning with the current state; it ends with the run that is
    /// under way, or else with the next one.
    ///
    /// Each sequence is told everything, whenever it is asked. What must have ended before the lease is
    /// given back belongs into the closure of ``run(whileLeading:)`` instead.
    public var states: AsyncStream<State> { board.states() }

    /// Whether the elector leads at this moment, by the clock too: not when the lease was not renewed in
    /// time, even if the elector itself could not run and find out.
    public var isLeading: Bool { board.leadsUntil.map { clock.now() < $0 } ?? false }

    /// What is wrong with the elector, for a health check; nil when nothing is.
    ///
    /// Wrong is a holder whose lease has not been renewed for its duration and `tolerance`.
    public func healthProblem(tolerance: Duration = .seconds(20)) -> String? {
        board.machine?.healthProblem(at: clock.now(), tolerance: tolerance)
    }
}
