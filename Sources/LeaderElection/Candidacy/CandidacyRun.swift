import KubeTime

/// One run of a candidacy in one version: its machine, and what works for it.
struct CandidacyRun {
    private(set) var machine: CandidateMachine
    private let client: any CandidateClient
    private let key: CandidateKey
    private let clock: MachineClock
    private let input: AsyncStream<Input>.Continuation
    private var chores: Chores
    private var isDoubting = false

    /// What reaches a run.
    enum Input: Sendable {
        /// It is time for something.
        case due(Work?)
        /// That came of a call.
        case answer(UInt64, CandidateAnswer, Work?)
        /// The server serves this version at best; nil for none.
        case served(LeaseCandidateVersion?)
        /// The server does not say which versions it serves.
        case unknown
    }

    /// How a run ends.
    enum End {
        case cancelled
        case otherVersion(LeaseCandidateVersion)
        case notServed
    }

    init(
        _ machine: CandidateMachine, _ client: any CandidateClient, _ key: CandidateKey,
        _ clock: MachineClock, _ input: AsyncStream<Input>.Continuation
    ) {
        self.machine = machine
        self.client = client
        self.key = key
        self.clock = clock
        self.input = input
        chores = Chores(clock)
    }

    /// Does what follows from an input; returns how the run ends, if it does.
    mutating func handle(_ event: Input, _ group: inout DiscardingTaskGroup) -> End? {
        switch event {
        case .due:
            chores.endTimer()
            step(&group) { $0.advance(to: $1) }
        case .answer(let id, let answer, _):
            step(&group) { $0.receive(answer, for: id, at: $1) }
        case .served(nil): return .notServed
        case .served(let version?):
            isDoubting = false
            if version != key.version { return .otherVersion(version) }
        case .unknown: isDoubting = false
        }
        return nil
    }

    /// Asks which versions are served when the server does not know this one any more.
    mutating func doubt(in group: inout DiscardingTaskGroup) {
        guard machine.takeUnserved(), !isDoubting else { return }
        isDoubting = true
        let (client, input, clock) = (client, input, clock)
        let work = clock.beginWork()
        group.addTask {
            defer { work?.finish() }
            await clock.working {
                do throws(LeaseClientError) {
                    input.yield(.served(try await client.bestCandidateVersion()))
                } catch {
                    input.yield(.unknown)
                }
            }
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
            if call.isWatch {
                chores.beginStream(call.id, in: &group) {
                    await call.run(with: client, key) { input.yield(.answer(call.id, $0, nil)) }
                }
            } else {
                chores.begin(call.id, in: &group) { work in
                    await call.run(with: client, key) { input.yield(.answer(call.id, $0, work)) }
                }
            }
        }
        chores.giveUp { machine.isAwaiting($0) }
        chores.setTimer(machine.nextDue, in: &group) { input.yield(.due($0)) }
    }
}
