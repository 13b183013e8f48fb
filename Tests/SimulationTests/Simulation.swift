import Endpoints
import Environment
import HTTP1
import JSON
import LeaderElection

/// A whole election: components, the network between them and a real server, and everything that
/// goes wrong, as one function of a seed.
struct Simulation {
    let scenario: Scenario
    private(set) var timeline: Timeline
    private var random: Random
    private var server: SimulatedServer
    private var components: [Component]
    private var events = EventQueue<Event>()
    private var watches: [ClientWatch] = []
    private var history = History()
    private var references = [Observer("leases"), Observer("leasecandidates")]
    private var observers = [Observer("leases"), Observer("leasecandidates"), Observer("leases")]
    private var wakeTimes: [Timestamp?]
    private var rightSince: Timestamp?

    static let start = Timestamp(seconds: 1_767_225_600)

    /// How long the rightful leader must lead to count.
    private static let settledPeriod = Duration.seconds(6)

    /// Something that happens at a time.
    private enum Event {
        case fault(Scenario.Fault)
        case start(Int)
        case wake(Int)
        case serve(Sender, ClientRequest, losesAnswer: Bool)
        case deliver(Sender, UInt64, ClientEvent)
        case observe(Int)
        case work
    }

    /// One machine of a component in one of its lives.
    private struct Sender: Hashable {
        let component: Int
        let life: Int
        let machine: Component.Machine
    }

    /// A component's watch, as the server and the network see it.
    private struct ClientWatch {
        let sender: Sender
        let request: UInt64
        var stream: WatchStream
        /// When the last part arrives: the next ones come after it.
        var lastArrival: Timestamp
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

    private var now: Timestamp { server.now }
    private var faultsEnd: Timestamp { Self.start + Scenario.faultyPeriod }
    private var isFaulty: Bool { now < faultsEnd }
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

// MARK: - Components

extension Simulation {
    private mutating func wake(_ index: Int) {
        let actions = components[index].advance(to: now)
        perform(actions, for: index)
    }

    private mutating func deliver(_ event: ClientEvent, for request: UInt64, to sender: Sender) {
        guard components[sender.component].life == sender.life else { return }
        let actions = components[sender.component].receive(
            event, for: request, sender.machine, at: now)
        perform(actions, for: sender.component)
    }

    private mutating func perform(
        _ actions: [(Component.Machine, LeaderElector.Action)], for index: Int
    ) {
        for (machine, action) in actions {
            switch action {
            case .notify(.renewed), .notify(.recorded): break
            case .notify(let notification): note(index, "\(notification)")
            case .send(let request):
                let sender = Sender(
                    component: index, life: components[index].life, machine: machine)
                send(request, from: sender)
            }
        }
        scheduleWake(of: index)
    }

    private mutating func scheduleWake(of index: Int) {
        guard components[index].isRunning else { return }
        // A component that has stopped is a process that has ended; something starts it again.
        guard components[index].elector?.nextDue != nil else {
            note(index, "ends")
            components[index].crash()
            scheduleStart(of: index)
            return
        }
        guard let due = components[index].nextDue.map({ max($0, now) }),
            wakeTimes[index].map({ due < $0 }) ?? true
        else { return }
        wakeTimes[index] = due
        events.add(.wake(index), at: due)
    }

    private mutating func scheduleStart(of index: Int) {
        let pause = isFaulty ? Duration.milliseconds(random.next() % 12_000) : .zero
        events.add(.start(index), at: max(now + .milliseconds(100), now + pause))
    }

    private mutating func note(_ index: Int, _ text: @autoclosure () -> String) {
        timeline.note("\(scenario.members[index].name): \(text())", at: now)
    }
}

// MARK: - The network

extension Simulation {
    private mutating func send(_ request: ClientRequest, from sender: Sender) {
        guard !happens(scenario.loss.request) else {
            note(sender.component, "\(request.method) is lost")
            // Of a watch the client's connection breaks; with others it only waits.
            if request.isWatch {
                events.add(.deliver(sender, request.id, .end), at: now + .seconds(1))
            }
            return
        }
        let isRepeated = !request.isWatch && happens(scenario.loss.duplicate)
        let losesAnswer = isRepeated || (!request.isWatch && happens(scenario.loss.answer))
        let arrival = now + delay()
        events.add(.serve(sender, request, losesAnswer: losesAnswer), at: arrival)
        // The client's library repeats a request whose connection broke.
        if isRepeated {
            events.add(.serve(sender, request, losesAnswer: false), at: arrival + delay())
        }
    }

    private mutating func serve(
        _ request: ClientRequest, from sender: Sender, losesAnswer: Bool
    ) throws {
        let past = history.past
        let reply = server.exchange(request.method, request.path, request.body)
        try readReferences()
        switch reply {
        case .complete(let response):
            try history.judge(request, response.status, response.body, before: past)
            noteExchange(request, response.status, sender, losesAnswer: losesAnswer)
            if !losesAnswer {
                let answer = ClientEvent.answer(status: response.status, body: response.body)
                events.add(.deliver(sender, request.id, answer), at: now + delay())
            }
        case .stream(let head, let stream):
            let arrival = now + delay()
            watches.append(
                ClientWatch(
                    sender: sender, request: request.id, stream: stream, lastArrival: arrival))
            if !head.body.isEmpty {
                events.add(.deliver(sender, request.id, .part(head.body)), at: arrival)
            }
        case .wait: throw Violation("\(request.path) has to wait")
        }
        try work()
    }

    private mutating func noteExchange(
        _ request: ClientRequest, _ status: Int, _ sender: Sender, losesAnswer: Bool
    ) {
        guard request.method != "GET" || losesAnswer else { return }
        let what = sender.machine == .candidate ? "candidate" : "lease"
        note(
            sender.component,
            "\(request.method) \(what) → \(status)\(losesAnswer ? ", the answer is lost" : "")")
    }

    private mutating func happens(_ probability: Double) -> Bool {
        isFaulty && Double.random(in: 0..<1, using: &random) < probability
    }

    /// How long the next message takes.
    private mutating func delay() -> Duration {
        let longest = isFaulty ? scenario.delayMax : .milliseconds(20)
        // Most messages are fast, a few take as long as they can.
        let share = Double.random(in: 0..<1, using: &random)
        return .milliseconds(1) + longest * (share * share * share)
    }
}

// MARK: - The server

extension Simulation {
    /// Lets the server do what is due, and everybody see what became of it.
    private mutating func work() throws {
        server.work()
        try readReferences()
        for index in observers.indices { _ = try observers[index].read(&server) }
        for index in watches.indices.reversed() {
            var output: [UInt8] = []
            let isOpen = server.produce(&watches[index].stream, into: &output)
            let watch = watches[index]
            let arrival = max(watch.lastArrival, now + delay())
            watches[index].lastArrival = arrival
            if !output.isEmpty {
                events.add(.deliver(watch.sender, watch.request, .part(output)), at: arrival)
            }
            let isGone = components[watch.sender.component].life != watch.sender.life
            if isGone || !isOpen {
                events.add(.deliver(watch.sender, watch.request, .end), at: arrival)
                if isOpen { server.cancel(watch.stream) }
                watches.remove(at: index)
            }
        }
        if let due = server.nextDue { events.add(.work, at: max(due, now + .microseconds(1))) }
    }

    private mutating func readReferences() throws {
        let seen = history.commits.count
        var news: [History.Commit] = []
        for index in references.indices { news += try references[index].read(&server) }
        try history.append(news)
        // The coordinator's own lease would fill the page.
        for commit in history.commits[seen...]
        where commit.key.name == "widget" || commit.isCandidate {
            timeline.note("\(commit)", at: now)
        }
    }
}

// MARK: - The judgement

extension Simulation {
    /// At most one elector holds the lease, and none believes so for longer than it may.
    private func judgeHolders() throws {
        let leaders = components.filter(\.isLeading)
        for leader in leaders {
            let patience = scenario.retryPeriod + scenario.renewDeadline
            guard let lastSuccess = leader.lastSuccess, now <= lastSuccess + patience else {
                throw Violation("\(leader.member.name) leads longer than it may")
            }
        }
        let holders = leaders.filter { $0.validUntil.map { now < $0 } ?? false }
        guard holders.count <= 1 else {
            let names = holders.map(\.member.name).joined(separator: " and ")
            throw Violation("\(names) hold the lease at the same time")
        }
    }

    /// Whether the leader is the right one, and has been for a while; throws when it takes too long.
    private mutating func hasSettled(before end: Timestamp) throws -> Bool {
        guard !isFaulty else { return false }
        guard isLedRightly || isStalledAsUpstream else {
            rightSince = nil
            guard now < end else {
                throw Violation("the rightful leader does not lead after all that time")
            }
            return false
        }
        let since = rightSince ?? now
        rightSince = since
        return now > since + Self.settledPeriod
    }

    private var isLedRightly: Bool {
        guard let leader = components.first(where: \.isLeading) else { return false }
        guard scenario.mode == .coordinated else { return true }
        return leader.member.name == bestRunning
    }

    /// The candidate that the coordinator should prefer among the components that run.
    private var bestRunning: String? {
        guard components.allSatisfy(\.isRunning) else { return nil }
        let holder = lease?[path: "spec", "holderIdentity"]?.string
        return components.map(\.member).min { left, right in
            let leftRank = rank(of: left, holder: holder)
            return leftRank.lexicographicallyPrecedes(rank(of: right, holder: holder))
        }?.name
    }

    /// What the strategy compares, most significant first; all parts have the same length.
    private func rank(of member: Scenario.Member, holder: String?) -> [String] {
        let key = History.Key(resource: "leasecandidates", name: member.name)
        let created = history.live[key]?[path: "metadata", "creationTimestamp"]?.string
        return [
            member.emulationVersion, member.binaryVersion, created ?? "never",
            member.name == holder ? "0" : "1", member.name,
        ]
    }

    /// Whether the election has come to one of the two ends at which kube-apiserver leaves it: the
    /// lease of the best candidate has run out before that saw it in time, or still prefers somebody.
    private var isStalledAsUpstream: Bool {
        guard scenario.mode == .coordinated, !components.contains(where: \.isLeading),
            let spec = lease?["spec"], let holder = spec["holderIdentity"]?.string
        else { return false }
        return holder == bestRunning
    }

    private var lease: JSONValue? {
        history.live[History.Key(resource: "leases", name: "widget")]
    }
}

extension Simulation {
    /// Whether the election ended in a stall that kube-apiserver has too.
    var endsInKnownStall: Bool { isStalledAsUpstream }
}

extension History.Commit: CustomStringConvertible {
    var isCandidate: Bool { key.resource == "leasecandidates" }

    var description: String {
        let spec = object["spec"]
        let fields = [
            "holderIdentity", "leaseDurationSeconds", "preferredHolder", "pingTime", "renewTime",
        ].compactMap { field in
            spec?[field].map { "\(field.prefix(9)) \(JSONWriter.text($0).suffix(18))" }
        }
        return "\(revision) \(type) \(key.resource.dropLast(1))/\(key.name) "
            + fields.joined(separator: ", ")
    }
}
