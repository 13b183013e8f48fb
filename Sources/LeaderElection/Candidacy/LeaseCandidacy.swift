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
    ///     own. By default it is `clock`, where the instants of that are dates (`Timestamp`), and else the
    ///     machine's.
    public init(
        _ configuration: Configuration, client: any CandidateClient,
        clock: some Clock<Duration> = ContinuousClock(),
        seed: UInt64 = .random(in: 0...(.max)),
        wallClock: (@Sendable () -> Timestamp)? = nil
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
    /// - Throws: ``CandidatesNotServedError`` when the server serves no candidates, or does not any more,
    ///   and the configuration names no version.
    public func run() async throws {
        var next = configuration.version
        while !Task.isCancelled {
            if next == nil { next = try await searchVersion() }
            guard let version = next else { return }
            next = try await keep(in: version)
        }
    }

    /// Keeps the candidate in `version` until the task is cancelled or the server serves another version,
    /// which is returned.
    private func keep(
        in version: LeaseCandidateVersion
    ) async throws(CandidatesNotServedError) -> LeaseCandidateVersion? {
        let key = CandidateKey(
            namespace: configuration.namespace, name: configuration.name, version: version)
        let machine = CandidateMachine(configuration, version: version, seed: seed)
        let (inputs, input) = AsyncStream<CandidacyRun.Input>.makeStream()
        let end = await withDiscardingTaskGroup { group -> CandidacyRun.End in
            var run = CandidacyRun(machine, client, key, clock, input)
            run.step(&group) { $0.advance(to: $1) }
            defer { group.cancelAll() }
            // It ends when the task is cancelled.
            for await event in inputs {
                if let end = run.handle(event, &group) { return end }
                synced.withLock { $0 = $0 || run.machine.hasSynced }
                if configuration.version == nil { run.doubt(in: &group) }
            }
            return .cancelled
        }
        switch end {
        case .cancelled: return nil
        case .otherVersion(let version): return version
        case .notServed: throw CandidatesNotServedError()
        }
    }

    /// The best version that is served; nil when the task was cancelled before the server said it.
    private func searchVersion() async throws(CandidatesNotServedError)
        -> LeaseCandidateVersion?
    {
        var failures = 0
        while !Task.isCancelled {
            switch await askVersion() {
            case .success(let version?): return version
            case .success(nil): throw CandidatesNotServedError()
            case .failure(let error) where error.kind == .notFound:
                throw CandidatesNotServedError()
            case .failure: break
            }
            let pause = min(Self.firstBackoff * (1 << min(failures, 10)), Self.backoffMax)
            failures += 1
            try? await clock.sleep(until: clock.now() + pause)
        }
        return nil
    }
}

extension LeaseCandidacy {
    /// Asks once for the best version that is served; nil for none.
    private func askVersion() async -> Result<LeaseCandidateVersion?, LeaseClientError> {
        var result = Result<LeaseCandidateVersion?, LeaseClientError>.success(nil)
        let work = clock.beginWork()
        defer { work?.finish() }
        await clock.working {
            do throws(LeaseClientError) {
                result = .success(try await client.bestCandidateVersion())
            } catch {
                result = .failure(error)
            }
        }
        return result
    }
}

extension CandidateClient {
    /// The best version of candidates that the server serves; nil when it serves none.
    func bestCandidateVersion() async throws(LeaseClientError) -> LeaseCandidateVersion? {
        for version in LeaseCandidateVersion.bestFirst {
            if try await servesCandidates(of: version) { return version }
        }
        return nil
    }
}
