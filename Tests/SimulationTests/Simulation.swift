import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

/// A whole election: components, the network between them and a real server, and everything that
/// goes wrong, as one function of a seed.
struct Simulation {
    let scenario: Scenario
    var timeline: Timeline
    var random: Random
    var server: SimulatedServer
    var components: [Component]
    var events = EventQueue<Event>()
    var watches: [ClientWatch] = []
    var history = History()
    var references = [Observer("leases"), Observer("leasecandidates")]
    var observers = [Observer("leases"), Observer("leasecandidates"), Observer("leases")]
    var wakeTimes: [Timestamp?]
    var rightSince: Timestamp?
    /// Whether nothing random is drawn for a watch that has nothing to say, so that the server can be
    /// looked after more often in one simulation than in another.
    let drawsSparingly: Bool
    /// What tests wait for, and where it comes from; nil when nothing is expected.
    var expected: [ClusterWait] = []
    var expectationRandom: Random?
    /// How long the server is away the next time it ends.
    var downtime = Duration.zero

    static let start = Timestamp.epoch

    /// Something that happens at a time.
    enum Event {
        case fault(Scenario.Fault)
        case start(Int)
        case wake(Int)
        case serve(Sender, ClientRequest, losesAnswer: Bool)
        case deliver(Sender, UInt64, ClientEvent)
        case observe(Int)
        case work
        case startServer
        case expect
    }

    init(seed: UInt64, keepsTimeline: Bool = false, expects: Bool? = nil) throws {
        random = Random(seed: seed)
        var scenario = Scenario(&random)
        // Drawn apart (the number spells "journal"), so that seeds from before there were restarts
        // go as they went, but for those that have some.
        var restarts = Random(seed: seed ^ 0x6A_6F75_726E_616C)
        scenario.addRestarts(&restarts)
        // A server that is to end when it next works must not do so earlier in one of two simulations.
        if expects != nil { scenario.faults.removeAll { $0.fault.endsServerWhenItWorks } }
        self.scenario = scenario
        // Drawn apart (the number spells "expect"): what is expected changes nothing else.
        expectationRandom = expects == true ? Random(seed: seed ^ 0x6578_7065_6374) : nil
        drawsSparingly = expects != nil
        timeline = Timeline(start: Self.start, isKept: keepsTimeline)
        server = try SimulatedServer(
            seed: random.next(), journalBytes: scenario.journalBytes, at: Self.start)
        components = scenario.members.map(Component.init)
        wakeTimes = components.map { _ in nil }
        timeline.note(scenario.summary, at: Self.start)
    }

    var now: Timestamp { server.now }
    var faultsEnd: Timestamp { Self.start + Scenario.faultyPeriod }
    var isFaulty: Bool { now < faultsEnd }
}

// MARK: - The course of events

extension Simulation {
    /// Plays until the rightful leader has settled; throws the rule that was broken.
    mutating func run() throws {
        for index in references.indices { try references[index].openWatch(after: 1, &server) }
        try readNamespaces()
        for (index, delay) in scenario.starts.enumerated() {
            events.add(.start(index), at: Self.start + delay)
        }
        for (delay, fault) in scenario.faults { events.add(.fault(fault), at: Self.start + delay) }
        for index in observers.indices { events.add(.observe(index), at: Self.start) }
        if expectationRandom != nil { events.add(.expect, at: Self.start) }
        try work()
        let end = faultsEnd + scenario.convergenceBound
        try untilDone(stepsMax: 1_000_000) {
            guard let (instant, event) = events.popFirst() else { return true }
            server.setClock(to: instant)
            try handle(event)
            try judgeHolders()
            return try hasSettled(before: end)
        }
        for observer in observers + references { try observer.check(against: history) }
    }

    private mutating func handle(_ event: Event) throws {
        switch event {
        case .fault(let fault): try apply(fault)
        case .start(let index):
            guard !components[index].isRunning else { return }
            note(index, "starts")
            try components[index].start(scenario, &random)
            wake(index)
        case .wake(let index):
            guard wakeTimes[index].map({ $0 <= now }) ?? false else { return }
            wakeTimes[index] = nil
            wake(index)
        case .serve(let sender, let request, let losesAnswer):
            try serve(request, from: sender, losesAnswer: losesAnswer)
        case .deliver(let sender, let request, let event):
            deliver(event, for: request, to: sender)
        case .observe(let index):
            if server.isUp {
                _ = try observers[index].read(&server)
                try observers[index].check(against: history)
                try observers[index].act(&server, history, &random)
                _ = try observers[index].read(&server)
            }
            events.add(.observe(index), at: now + .milliseconds(random.next() % 2000))
        case .work: try work()
        case .startServer: try startServer()
        case .expect: try expect()
        }
    }

    private mutating func apply(_ fault: Scenario.Fault) throws {
        switch fault {
        case .crash(let index):
            guard components[index].isRunning else { return }
            note(index, "crashes")
            components[index].crash()
            scheduleStart(of: index)
        case .stop(let index):
            note(index, "is told to stop")
            let actions = components[index].stop(at: now)
            perform(actions, for: index)
        case .cutWatches:
            timeline.note("network: all watches are cut", at: now)
            for watch in watches {
                server.cancel(watch.stream)
                events.add(.deliver(watch.sender, watch.request, .end), at: now + delay())
            }
            watches = []
        case .restartServer(let restart): try end(restart)
        case .restartCoordinator(let releases):
            guard server.isUp else { return }
            timeline.note(
                "server: the coordinator \(releases ? "restarts" : "crashes")", at: now)
            server.restartElections(releasing: releases)
            try work()
        }
    }
}
