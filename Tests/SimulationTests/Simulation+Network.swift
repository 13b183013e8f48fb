import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeTime

/// The network, which is slow and loses things.
extension Simulation {
    mutating func send(_ request: ClientRequest, from sender: Sender) {
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

    mutating func serve(
        _ request: ClientRequest, from sender: Sender, losesAnswer: Bool
    ) throws {
        guard server.isUp, sender.server == server.life else {
            return events.add(.deliver(sender, request.id, .end), at: now + delay())
        }
        let past = history.past
        let reply = server.exchange(request.method, request.path, request.body)
        guard !server.isDoomed else {
            note(sender.component, "\(request.method) is the last thing that the server sees")
            events.add(.deliver(sender, request.id, .end), at: now + delay())
            return try endServer()
        }
        try server.commit()
        try readReferences()
        switch reply {
        case .complete(let response):
            try history.judge(request, response.status, response.body, before: past)
            noteExchange(request, response.status, sender, losesAnswer: losesAnswer)
            if !losesAnswer {
                let answer = ClientEvent.answer(status: response.status, body: response.body)
                events.add(.deliver(sender, request.id, answer), at: now + delay())
            }
        case .stream(let head, .watch(let stream)):
            let arrival = now + delay()
            watches.append(
                ClientWatch(
                    sender: sender, request: request.id, stream: stream, lastArrival: arrival))
            if !head.body.isEmpty {
                events.add(.deliver(sender, request.id, .part(head.body)), at: arrival)
            }
        case .wait, .metered, .end, .stream(_, .requests), .stream(_, .list):
            throw Violation("\(request.path) is not answered at once")
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
    mutating func delay() -> Duration {
        let longest = isFaulty ? scenario.delayMax : .milliseconds(20)
        // Most messages are fast, a few take as long as they can.
        let share = Double.random(in: 0..<1, using: &random)
        return .milliseconds(1) + longest * (share * share * share)
    }
}

extension Simulation {
    /// One machine of a component in one of its lives.
    struct Sender: Hashable {
        let component: Int
        let life: Int
        let machine: Component.Machine
        /// The life of the server to which it speaks.
        let server: Int
    }

    /// A component's watch, as the server and the network see it.
    struct ClientWatch {
        let sender: Sender
        let request: UInt64
        var stream: WatchStream
        /// When the last part arrives: the next ones come after it.
        var lastArrival: Timestamp
    }
}
