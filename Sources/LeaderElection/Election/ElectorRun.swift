import KubeElector
import KubeTime

/// One run of an elector: its machine, what works for it, and what it is told.
struct ElectorRun {
    private let elector: LeaderElector
    private let orders: Orders
    private var machine: ElectorMachine
    private var chores: Chores
    /// What is told to those who run the work of the current leadership.
    private var work: LeadershipWork?
    private var isStopping = false

    /// What a run is told from outside, and how it tells of leaderships.
    struct Orders: Sendable {
        let inputs: AsyncStream<Input>
        let input: AsyncStream<Input>.Continuation
        /// Takes each leadership as it begins; nil where there is no work.
        let leaderships: AsyncStream<LeadershipWork>.Continuation?
    }

    /// What reaches a run.
    enum Input: Sendable {
        /// It is time for something.
        case due(Work?)
        /// That came of a call.
        case answer(UInt64, LeaseAnswer, Work?)
        /// The run shall end, once its work has.
        case stop
        /// The work has ended.
        case workEnded
        /// The work has ended, and there will be no more.
        case finish
    }

    init(_ elector: LeaderElector, _ machine: ElectorMachine, _ orders: Orders) {
        self.elector = elector
        self.machine = machine
        self.orders = orders
        chores = Chores(elector.clock)
    }

    /// Competes until it is told to stop.
    mutating func run() async {
        elector.board.beginRun()
        await withDiscardingTaskGroup { group in
            step(&group) { $0.advance(to: $1) }
            for await input in orders.inputs {
                handle(input, &group)
                if machine.isDone, isStopping { break }
            }
            chores.giveUpAll()
        }
        orders.leaderships?.finish()
        elector.board.endRun()
    }

    private mutating func handle(_ input: Input, _ group: inout DiscardingTaskGroup) {
        switch input {
        case .due:
            chores.endTimer()
            step(&group) { $0.advance(to: $1) }
        case .answer(let id, let answer, _):
            if case .error(let error) = answer, machine.isAwaiting(id) {
                elector.report(.failed(error))
            }
            step(&group) { $0.receive(answer, for: id, at: $1) }
        case .stop:
            isStopping = true
            if work == nil { step(&group) { $0.stop(at: $1) } }
        case .workEnded: endWork(&group)
        case .finish:
            isStopping = true
            endWork(&group)
            step(&group) { $0.stop(at: $1) }
        }
    }

    private mutating func endWork(_ group: inout DiscardingTaskGroup) {
        work = nil
        step(&group) { $0.endWork(at: $1) }
    }

    /// Lets the machine do something, and does what it wants done.
    private mutating func step(
        _ group: inout DiscardingTaskGroup,
        _ change: (inout ElectorMachine, Timestamp) -> [ElectorMachine.Output]
    ) {
        let clock = elector.clock
        machine.wallClockLead = clock.wallClockLead
        for output in change(&machine, clock.now()) { perform(output, &group) }
        // What is due already is done before anything else.
        while let due = machine.nextDue, due <= clock.now() {
            for output in machine.advance(to: clock.now()) { perform(output, &group) }
        }
        if machine.isDone, !isStopping, work == nil {
            machine.competeAgain(at: clock.now())
            elector.board.tell(.following(leader: nil))
            return step(&group) { $0.advance(to: $1) }
        }
        elector.board.keep(machine)
        chores.giveUp { machine.isAwaiting($0) }
        let input = orders.input
        chores.setTimer(machine.nextDue, in: &group) { input.yield(.due($0)) }
    }

    private mutating func perform(
        _ output: ElectorMachine.Output, _ group: inout DiscardingTaskGroup
    ) {
        switch output {
        case .notify(let notification): tell(notification)
        case .call(let call):
            let (client, configuration) = (elector.client, elector.configuration)
            let input = orders.input
            chores.begin(call.id, in: &group) { work in
                let answer = await call.answer(of: client, configuration)
                input.yield(.answer(call.id, answer, work))
            }
        }
    }
}

// MARK: - Telling

extension ElectorRun {
    private mutating func tell(_ notification: Elector.Notification) {
        elector.board.keep(machine)
        switch notification {
        case .startedLeading: beginLeading()
        case .renewed: elector.report(.renewed)
        case .stoppedLeading: endLeading()
        case .released:
            elector.board.tell(.released)
            elector.report(.released)
        case .newLeader(let holder):
            let leader = holder.isEmpty ? nil : holder
            if case .following = elector.board.state, !machine.isLeading {
                elector.board.tell(.following(leader: leader))
            }
            elector.report(.newLeader(leader))
        case .recorded(let text): elector.report(.recorded(text))
        }
    }

    private mutating func beginLeading() {
        let configuration = elector.configuration
        let leadership = Leadership(
            identity: configuration.identity, namespace: configuration.namespace,
            leaseName: configuration.leaseName, transitions: machine.observedTransitions,
            since: machine.observedAcquireTime ?? elector.clock.wallClock())
        elector.board.tell(.leading(leadership))
        elector.report(.startedLeading(leadership))
        guard !isStopping, let leaderships = orders.leaderships else { return }
        let work = LeadershipWork(leadership)
        self.work = work
        machine.hasWork = true
        leaderships.yield(work)
    }

    private func endLeading() {
        let loss = machine.ending.flatMap(LeadershipLoss.init)
        if let loss {
            elector.board.tell(.lost(loss))
        } else {
            elector.board.tell(.idle)
        }
        elector.report(.stoppedLeading(loss))
        if let loss { work?.lose(loss) }
    }
}

extension LeadershipLoss {
    fileprivate init?(_ ending: Elector.Ending) {
        switch ending {
        case .stopped: return nil
        case .notRenewed: self = .notRenewed
        case .takenOver(let holder): self = .takenOver(by: holder)
        case .yielded(let preferred): self = .yielded(to: preferred)
        }
    }
}
