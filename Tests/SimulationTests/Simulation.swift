import Endpoints
import Environment
import HTTP1
import JSON
import LeaderElection

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

    static let start = Timestamp(seconds: 1_767_225_600)

    /// Something that happens at a time.
    enum Event {
        case fault(Scenario.Fault)
        case start(Int)
        case wake(Int)
        case serve(Sender, ClientRequest, losesAnswer: Bool)
        case deliver(Sender, UInt64, ClientEvent)
        case observe(Int)
        case work
    }

    init(seed: UInt64, keepsTimeline: Bool = false) throws {
        random = Random(seed: seed)
        scenario = Scenario(&random)
        timeline = Timeline(start: Self.start, isKept: keepsTimeline)
        server = try SimulatedServer(seed: random.next(), at: Self.start)
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
        for (index, delay) in scenario.starts.enumerated() {
            events.add(.start(index), at: Self.start + delay)
        }
        for (delay, fault) in scenario.faults { events.add(.fault(fault), at: Self.start + delay) }
        for index in observers.indices { events.add(.observe(index), at: Self.start) }
        try work()
        let end = faultsEnd + scenario.convergenceBound
        while let (instant, event) = events.popFirst() {
            server.setClock(to: instant)
            try handle(event)
            try judgeHolders()
            if try hasSettled(before: end) { break }
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
            _ = try observers[index].read(&server)
            try observers[index].check(against: history)
            try observers[index].act(&server, history, &random)
            events.add(.observe(index), at: now + .milliseconds(random.next() % 2000))
        case .work: try work()
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
        case .restartCoordinator(let releases):
            timeline.note(
                "server: the coordinator \(releases ? "restarts" : "crashes")", at: now)
            server.restartElections(releasing: releases)
            try work()
        }
    }
}
