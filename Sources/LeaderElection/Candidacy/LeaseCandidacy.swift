public import KubeTime
import Synchronization

/// Keeps a component's LeaseCandidate on a server, as client-go's `LeaseCandidate` does: it creates and
/// renews it, and answers the coordinator's pings.
///
/// It runs beside a ``LeaderElector`` that is coordinated:
///
/// ```swift
/// try await withThrowingTaskGroup(of: Void.self) { group in
///     group.addTask { try await candidacy.run() }
///     group.addTask { try await elector.run { leadership in … } }
///     try await group.waitForAll()
/// }
/// ```
///
/// It differs from client-go where that is known to be lacking: success resets the pause after failures;
/// a candidate without a `renewTime` is renewed; one that was deleted is created again at once; after a
/// conflict the candidate is read, and not taken from a watch that may lag behind; and a watch that is
/// silent is not trusted for ever.
public final class LeaseCandidacy: Sendable {
    /// What the candidacy was made with.
    public let configuration: Configuration

    private let client: any CandidateClient
    private let clock: MachineClock
    private let seed: UInt64
    private let synced = Mutex(false)

    private static let firstBackoff = Duration.seconds(1)
    private static let backoffMax = Duration.seconds(30)

    /// A candidacy that begins once it is run.
    ///
    /// - Parameters:
    ///   - configuration: What the component says of itself.
    ///   - client: How the candidate is read and written.
    ///   - clock: What it waits by.
    ///   - seed: The number from which the spread of its watches follows; a random one by default.
    ///   - wallClock: What dates the candidate. It should be right: the coordinator compares it with its
    ///     own.
    public init(
        _ configuration: Configuration, client: any CandidateClient,
        clock: some Clock<Duration> = ContinuousClock(),
        seed: UInt64 = .random(in: 0...(.max)),
        wallClock: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.configuration = configuration
        self.client = client
        self.clock = MachineClock(clock, wallClock: wallClock)
        self.seed = seed
    }

    /// Whether the server has said what it knows of the candidate, as a readiness check wants to know.
    public var hasSynced: Bool { synced.withLock(\.self) }

    /// Keeps the candidate until the task is cancelled; it leaves it behind then, as client-go does.
    ///
    /// - Throws: ``CandidatesNotServedError`` when no version is named and the server serves none.
    public func run() async throws {
        guard let version = try await servedVersion() else { return }
        let key = CandidateKey(
            namespace: configuration.namespace, name: configuration.name, version: version)
        let machine = CandidateMachine(configuration, version: version, seed: seed)
        let (inputs, input) = AsyncStream<Input>.makeStream()
        await withDiscardingTaskGroup { group in
            var run = Run(machine: machine, client: client, key: key, clock: clock, input: input)
            run.step(&group) { $0.advance(to: $1) }
            // It ends when the task is cancelled.
            for await event in inputs {
                run.handle(event, &group)
                synced.withLock { $0 = run.machine.hasSynced }
            }
            group.cancelAll()
        }
    }

    /// The version to speak; nil when the task was cancelled before the server said it.
    private func servedVersion() async throws(CandidatesNotServedError)
        -> LeaseCandidateVersion?
    {
        if let version = configuration.version { return version }
        var failures = 0
        while !Task.isCancelled {
            do throws(LeaseClientError) {
                for version in LeaseCandidateVersion.bestFirst {
                    if try await client.servesCandidates(of: version) { return version }
                }
            } catch {
                let pause = min(Self.firstBackoff * (1 << min(failures, 10)), Self.backoffMax)
                failures += 1
                try? await clock.sleep(clock.now() + pause)
                continue
            }
            throw CandidatesNotServedError()
        }
        return nil
    }
}

// MARK: - One run

extension LeaseCandidacy {
    /// What reaches a run.
    private enum Input: Sendable {
        case due
        case answer(UInt64, CandidateAnswer)
    }

    /// One run of a candidacy: its machine, and what works for it.
    private struct Run {
        var machine: CandidateMachine
        let client: any CandidateClient
        let key: CandidateKey
        let clock: MachineClock
        let input: AsyncStream<Input>.Continuation
        private var chores = Chores()

        init(
            machine: CandidateMachine, client: any CandidateClient, key: CandidateKey,
            clock: MachineClock, input: AsyncStream<Input>.Continuation
        ) {
            self.machine = machine
            self.client = client
            self.key = key
            self.clock = clock
            self.input = input
        }

        mutating func handle(_ event: Input, _ group: inout DiscardingTaskGroup) {
            switch event {
            case .due:
                chores.endTimer()
                step(&group) { $0.advance(to: $1) }
            case .answer(let id, let answer):
                step(&group) { $0.receive(answer, for: id, at: $1) }
            }
        }

        /// Lets the machine do something, and makes the calls that it wants to be made.
        mutating func step(
            _ group: inout DiscardingTaskGroup,
            _ change: (inout CandidateMachine, Timestamp) -> [CandidateCall]
        ) {
            machine.wallClockLead = clock.wallClockLead
            var calls = change(&machine, clock.now())
            while let due = machine.nextDue, due <= clock.now() {
                calls += machine.advance(to: clock.now())
            }
            let (client, key, input) = (client, key, input)
            for call in calls {
                chores.begin(call.id, in: &group) {
                    await call.run(with: client, key) { input.yield(.answer(call.id, $0)) }
                }
            }
            chores.giveUp { machine.isAwaiting($0) }
            chores.setTimer(machine.nextDue, on: clock, in: &group) { input.yield(.due) }
        }
    }
}
