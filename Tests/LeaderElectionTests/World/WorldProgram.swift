import KubeTestSupport
import KubeTime
import LeaderElection
import Synchronization

/// A program in a world: an elector, the work that it does while it leads, and a thread of its own.
final class WorldProgram: Sendable {
    let name: String
    let elector: LeaderElector
    let candidacy: LeaseCandidacy?
    private let executor: StepExecutor
    private let content = Mutex(Content())

    private struct Content {
        var events: [LeaderElector.Event] = []
        var isWorking = false
        var worked = 0
        var isPaused = false
        /// Whether the work under way has slept through a pause: nobody can know what it does then.
        var wasPaused = false
        var isKilled = false
        var hasEnded = false
        var error: (any Error)?
        var task: Task<Void, Never>?
    }

    /// What a program is like.
    struct Options: Sendable {
        var configuration: LeaderElector.Configuration
        var candidate: LeaseCandidacy.Configuration?
        /// How far its wall clock is ahead.
        var skew = Duration.zero
        /// How long its work goes on after it is cancelled.
        var windDown = Duration.zero
        /// What it does instead of working in each leadership.
        var main: (@Sendable (LeaderElector) async throws -> Void)?
    }

    init(
        _ name: String, _ options: Options, _ transport: some APITransport, clock: VirtualClock,
        seed: UInt64
    ) throws {
        self.name = name
        let diary = Diary()
        executor = StepExecutor(seed: seed)
        let client = HTTPLeaseClient(transport)
        let wallClock: @Sendable () -> Timestamp = {
            .epoch + clock.now.offset + options.skew
        }
        elector = try LeaderElector(
            options.configuration, client: client, clock: clock, seed: seed,
            taskExecutor: executor, report: diary.write, wallClock: wallClock)
        candidacy = options.candidate.map {
            LeaseCandidacy($0, client: client, clock: clock, seed: seed, wallClock: wallClock)
        }
        self.diary = diary
        start(clock, options)
    }

    private let diary: Diary

    private func start(_ clock: VirtualClock, _ options: Options) {
        let task = Task(executorPreference: executor) { [self] in
            await withDiscardingTaskGroup { group in
                if let candidacy { group.addTask { try? await candidacy.run() } }
                do {
                    if let main = options.main {
                        try await main(elector)
                    } else {
                        try await elector.run { [self] _ in
                            await work(clock, windDown: options.windDown)
                        }
                    }
                } catch {
                    content.withLock { $0.error = error }
                }
                group.cancelAll()
            }
            content.withLock { $0.hasEnded = true }
        }
        content.withLock { $0.task = task }
    }

    private func work(_ clock: VirtualClock, windDown: Duration) async {
        content.withLock {
            $0.isWorking = true
            $0.wasPaused = false
            $0.worked += 1
        }
        while !Task.isCancelled { try? await clock.sleep(for: .seconds(3600)) }
        if windDown > .zero {
            // What was cancelled cannot sleep itself.
            await Task(executorPreference: executor) { try? await clock.sleep(for: windDown) }.value
        }
        content.withLock { $0.isWorking = false }
    }
}

// MARK: - What happens to it

extension WorldProgram {
    /// Tells it to stop, as `SIGTERM` would.
    func stop() { content.withLock(\.task)?.cancel() }

    /// Lets it do nothing any more until it is resumed, as `SIGSTOP` does.
    func pause() {
        content.withLock {
            $0.isPaused = true
            $0.wasPaused = true
        }
    }

    func resume() { content.withLock { $0.isPaused = false } }

    /// Ends it at once, as `SIGKILL` does.
    func kill() { content.withLock { $0.isKilled = true } }

    /// Lets it do all that it can; returns whether it did anything.
    func runUntilIdle() -> Bool { isActive ? executor.runUntilIdle() : false }
}

// MARK: - What can be asked

extension WorldProgram {
    var isKilled: Bool { content.withLock(\.isKilled) }

    /// Whether it can do anything.
    var isActive: Bool { content.withLock { !$0.isPaused && !$0.isKilled } }

    /// Whether it does what only a leader may do.
    var isWorking: Bool { content.withLock { $0.isWorking && !$0.isPaused && !$0.isKilled } }

    /// Whether its work can be told to have begun without a pause since then.
    var isAwake: Bool { content.withLock { !$0.wasPaused } }

    /// How often its work has begun.
    var worked: Int { content.withLock(\.worked) }

    /// Whether it has ended of its own will.
    var hasEnded: Bool { content.withLock(\.hasEnded) }

    /// What its elector threw.
    var error: (any Error)? { content.withLock(\.error) }

    /// What its elector has reported, but for requests that failed.
    var events: [LeaderElector.Event] {
        diary.events.filter { if case .failed = $0 { false } else { true } }
    }

    /// Why it lost the leaderships that it lost.
    var losses: [LeadershipLoss] {
        events.compactMap { if case .stoppedLeading(let loss?) = $0 { loss } else { nil } }
    }
}

/// What an elector reports.
private final class Diary: Sendable {
    private let content = Mutex<[LeaderElector.Event]>([])

    var events: [LeaderElector.Event] { content.withLock(\.self) }

    func write(_ event: LeaderElector.Event) { content.withLock { $0.append(event) } }
}
