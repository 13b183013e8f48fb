import KubeCluster
import KubeElector
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection

/// An election while rules for its requests come and go, as one function of a seed.
///
/// Whatever goes wrong is done by the server, at whose side nothing else is lost or late: so what comes
/// of it is explained by the rules, or it is a defect.
struct RuledElection {
    let scenario: Scenario
    let play: HandlerPlay
    var random: Random
    var components: [Component]
    var rules = RandomRules()
    var open: [OpenRequest] = []
    var history = History()
    /// Who has seen everything, since no rule is for it.
    var reference: RuledWatcher
    var watchers = [RuledWatcher("w0"), RuledWatcher("w1")]
    /// When a component starts.
    private var starts: [Int: Timestamp] = [:]
    private var requestCount = 0
    /// What has been done, in order; to be read.
    private(set) var timeline: [String] = []

    /// A request of a component whose answer has not come.
    struct OpenRequest {
        let number: Int
        let component: Int
        let life: Int
        let machine: Component.Machine
        let request: ClientRequest
        /// What the request calls its sender, so that it is found in the journal.
        let userAgent: String
        /// The newest version of the lease when it was sent.
        let floor: UInt64
        var readCount = 0
    }

    /// How long rules come and go.
    private static let ruledPeriod = Duration.seconds(40)

    init(seed: UInt64) throws {
        random = Random(seed: seed)
        var scenario = Scenario(&random)
        while scenario.members.count < 2 { scenario = Scenario(&random) }
        self.scenario = scenario
        play = try HandlerPlay(seed: random.next()) { $0 = .electing }
        components = scenario.members.map(Component.init)
        for (index, delay) in scenario.starts.enumerated() { starts[index] = play.now + delay }
        reference = RuledWatcher("reference", after: 1)
        let namespaces = try play.control("GET", "/api/v1/namespaces")["items"]?.array
        history.identities.add(namespaces ?? [])
    }

    /// Plays while rules come and go, and then until all is well; throws what they do not explain.
    mutating func run() throws {
        let end = play.now + Self.ruledPeriod
        var change = play.now + .seconds(1)
        while play.now < end {
            if play.now >= change {
                try changeRules()
                change = play.now + .milliseconds(Int.random(in: 50...1500, using: &random))
            }
            try step(until: min(change, end))
        }
        for (method, path) in [("DELETE", "/fake/watches"), ("POST", "/fake/reset")] {
            let body = method == "POST" ? #"{"only":["faults"]}"# : ""
            note("\(method) \(path)")
            try play.control(method, path, body)
        }
        // A coordinated election may come to an end without a leader, as upstream.
        let rest = play.now + (scenario.mode == .plain ? scenario.convergenceBound : .seconds(10))
        while play.now < rest { try step(until: rest) }
        try judge()
    }

    private mutating func changeRules() throws {
        let clients = components.map(\.member.name) + watchers.map(\.name)
        let (method, path, body) = rules.change(for: clients, &random)
        note("\(method) \(path) \(body)")
        let answer = try play.ask(method, path, body)
        guard answer.status < 300 || method == "DELETE" else {
            throw Violation("\(body) is refused: \(String(decoding: answer.body, as: UTF8.self))")
        }
        try work()
    }

    /// Lets time pass up to the next thing that happens, and no further than `end`.
    private mutating func step(until end: Timestamp) throws {
        let dues = components.compactMap(\.nextDue) + starts.values
        play.step(until: min(end, max(play.now + .microseconds(1), dues.min() ?? end)))
        try work()
    }

    /// Has everybody see what has come, and do what follows.
    private mutating func work() throws {
        try look()
        for (index, start) in starts where start <= play.now {
            starts[index] = nil
            note("\(components[index].member.name) starts")
            try components[index].start(scenario, &random)
        }
        for index in components.indices {
            try perform(components[index].advance(to: play.now), for: index)
        }
        try receive()
        try look()
        try judgeHolders()
    }

    private mutating func look() throws {
        // Twice, since one whose watch has ended begins again then.
        for _ in 0..<2 {
            let seen = reference.watches.last?.shown.count ?? 0
            try reference.follow(play)
            try history.append(Array(reference.watches.last?.shown.dropFirst(seen) ?? []))
        }
        for index in watchers.indices { try watchers[index].follow(play) }
    }

    /// Notes what happens.
    mutating func note(_ text: String) {
        let microseconds = (play.now - Timestamp.epoch).microseconds
        timeline.append("\(Double(microseconds) / 1_000_000) \(text)")
    }
}

// MARK: - Requests

extension RuledElection {
    private mutating func perform(
        _ actions: [(Component.Machine, ComponentAction)], for index: Int
    ) throws {
        let name = components[index].member.name
        for (machine, action) in actions {
            switch action {
            case .notify(.renewed), .notify(.recorded), .notify(.released): break
            case .notify(let notification): note("\(name): \(notification)")
            case .send(let request): try send(request, of: machine, for: index)
            }
        }
        guard components[index].elector?.machine.isDone == true else { return }
        // A component that has stopped is a process that has ended; something starts it again.
        components[index].crash()
        starts[index] = play.now + scenario.restartPause
    }

    private mutating func send(
        _ request: ClientRequest, of machine: Component.Machine, for index: Int
    ) throws {
        requestCount += 1
        let userAgent = "n\(requestCount)"
        let name = components[index].member.name
        note("\(name): \(userAgent) \(request.method) \(request.path)")
        let number = try play.send(
            request.method, "/as/\(name)\(request.path)",
            String(decoding: request.body, as: UTF8.self),
            fields: ["Content-Type": "application/json", "User-Agent": userAgent],
            nth: UInt64.random(in: 1...2, using: &random))
        open.append(
            OpenRequest(
                number: number, component: index, life: components[index].life, machine: machine,
                request: request, userAgent: userAgent, floor: leaseVersion))
    }

    /// Has components take what has come for them, and clients leave who wait for nothing any more.
    private mutating func receive() throws {
        var rest = open
        open = []
        while !rest.isEmpty {
            var next = rest.removeFirst()
            guard components[next.component].isAwaiting(next.request.id, next.machine, next.life)
            else {
                if play.isUnfinished(next.number) { play.leave(next.number) }
                continue
            }
            let events = try events(for: &next)
            for event in events {
                note("\(next.userAgent) gets \(event.summary)")
                let actions = components[next.component].receive(
                    event, for: next.request.id, next.machine, at: play.now)
                try perform(actions, for: next.component)
            }
            if play.isUnfinished(next.number) { open.append(next) }
        }
    }

    private mutating func events(for request: inout OpenRequest) throws -> [ClientEvent] {
        let number = request.number
        if request.request.isWatch {
            let news = Array(play.body(number)[request.readCount...])
            request.readCount += news.count
            let parts = news.isEmpty ? [] : [ClientEvent.part(news)]
            return play.isUnfinished(number) ? parts : parts + [.end]
        }
        guard !play.isUnfinished(number) else { return [] }
        guard let status = play.status(of: number) else { return [.end] }
        let body = try play.answer(number).body
        try look()
        try judge(status, body, to: request)
        return [.answer(status: status, body: body)]
    }
}

extension ClientEvent {
    fileprivate var summary: String {
        switch self {
        case .answer(let status, _): "\(status)"
        case .part(let bytes): "\(bytes.count) bytes"
        case .end: "nothing"
        }
    }
}

extension Component {
    /// Whether a machine in this life still waits for the answer to a request.
    fileprivate func isAwaiting(_ id: UInt64, _ machine: Machine, _ life: Int) -> Bool {
        guard life == self.life else { return false }
        return switch machine {
        case .candidate: candidate?.machine.isAwaiting(id) ?? false
        case .elector: elector?.machine.isAwaiting(id) ?? false
        }
    }
}
