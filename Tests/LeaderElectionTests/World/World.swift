import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

/// Programs, the network between them and a real server, on one thread and one clock: everything that
/// happens follows from a seed.
final class World {
    let clock = VirtualClock()
    let play: HandlerPlay
    private(set) var programs: [WorldProgram] = []
    /// When two worked at a time, and who they were; that must never be.
    private(set) var clashes: [String] = []
    /// How long a request takes to the server, and an answer back, in milliseconds.
    var latency = 1...1
    /// How likely a request or an answer is to be lost.
    var loss = 0.0

    private let network = WorldNetwork()
    private var random: Random
    private let seed: UInt64
    private var events: [Event] = []
    private var eventCount = 0
    private var exchanges: [Int: Exchange] = [:]
    private var leaseEnds: [String: (end: Duration, stop: Duration?)] = [:]

    /// Something that happens at a time.
    private struct Event {
        let time: Duration
        let number: Int
        let happen: (World) throws -> Void
    }

    /// A request that the server has.
    private struct Exchange {
        let request: WorldNetwork.Request
        let sentAt: Duration
        let number: Int
        var streamed = 0
        var isDelivered = false
    }

    init(seed: UInt64 = 1, coordinated: Bool = false) throws {
        self.seed = seed
        random = Random(seed: seed)
        play = try HandlerPlay(seed: seed) { if coordinated { $0 = .electing } }
    }

    /// The time since the beginning.
    var now: Duration { clock.now.offset }
}

// MARK: - Programs

extension World {
    /// The settings of programs that are not told others: those of client-go.
    static func configuration(
        _ name: String, _ lease: Int = 15, _ deadline: Int = 10, _ retry: Int = 2
    ) -> LeaderElector.Configuration {
        var configuration = LeaderElector.Configuration(
            identity: name, namespace: "default", leaseName: "app")
        configuration.leaseDuration = .seconds(lease)
        configuration.renewDeadline = .seconds(deadline)
        configuration.retryPeriod = .seconds(retry)
        return configuration
    }

    /// Starts a program; it does nothing before time passes.
    @discardableResult
    func start(
        _ name: String, configure: (inout WorldProgram.Options) -> Void = { _ in }
    ) throws -> WorldProgram {
        var options = WorldProgram.Options(configuration: Self.configuration(name))
        configure(&options)
        let program = try WorldProgram(
            name, options, network.transport(of: name), clock: clock, seed: random.next())
        programs.append(program)
        return program
    }

    /// Starts a program that is also a candidate.
    @discardableResult
    func startCandidate(_ name: String, emulating version: String) throws -> WorldProgram {
        try start(name) { options in
            options.configuration.isCoordinated = true
            options.candidate = LeaseCandidacy.Configuration(
                namespace: "default", name: name, leaseName: "app", binaryVersion: "1.36.0",
                emulationVersion: version)
        }
    }

    /// Who works now.
    var workers: [String] { programs.filter(\.isWorking).map(\.name) }

    /// How long before the end of its lease, by its last answered renewal, a program ended its work.
    func margin(of program: WorldProgram) -> Duration? {
        leaseEnds[program.name].flatMap { entry in entry.stop.map { entry.end - $0 } }
    }
}

// MARK: - Time

extension World {
    /// Has something happen in a while.
    func after(_ delay: Duration, _ happen: @escaping (World) throws -> Void) {
        eventCount += 1
        events.append(Event(time: now + delay, number: eventCount, happen: happen))
    }

    /// Lets time pass.
    func run(for duration: Duration) throws { try run(until: { false }, atMost: duration) }

    /// Lets time pass until `condition` holds, and returns how long it took; fails the test when it does
    /// not in time.
    @discardableResult
    func run(
        until what: String, atMost limit: Duration = .seconds(120),
        sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool
    ) throws -> Duration {
        let start = now
        try run(until: condition, atMost: limit)
        #expect(condition(), "not \(what)", sourceLocation: sourceLocation)
        return now - start
    }

    private func run(until condition: () -> Bool, atMost limit: Duration) throws {
        let end = now + limit
        try settle()
        try untilDone(stepsMax: 1_000_000) {
            if condition() { return true }
            let due = [
                events.map(\.time).min(), clock.nextDeadline?.offset, serverDue,
            ].compactMap(\.self).min()
            guard let due, due <= end else { return true }
            try move(to: max(due, now))
            return false
        }
        if !condition() { try move(to: end) }
    }

    private var serverDue: Duration? {
        play.handler.advance(to: play.now).map { max($0 - .epoch, now + .microseconds(1)) }
    }

    private func move(to time: Duration) throws {
        clock.advance(to: VirtualClock.Instant(offset: time))
        play.now = .epoch + time
        let due = events.filter { $0.time <= time }.sorted {
            ($0.time, $0.number) < ($1.time, $1.number)
        }
        events.removeAll { $0.time <= time }
        for event in due { try event.happen(self) }
        try settle()
    }

    /// Lets everybody do what they can without time passing.
    private func settle() throws {
        try untilDone {
            var hasRun = false
            for program in programs.shuffled(using: &random) {
                hasRun = program.runUntilIdle() || hasRun
            }
            try carryNews()
            play.turn()
            carryAnswers()
            judge()
            return !hasRun
        }
    }

    private func judge() {
        let workers = programs.filter { $0.isWorking && $0.isAwake }.map(\.name)
        if workers.count > 1 {
            let names = workers.joined(separator: " and ")
            if clashes.last?.hasPrefix(names) != true { clashes.append("\(names) at \(now)") }
        }
        for name in leaseEnds.keys
        where leaseEnds[name]?.stop == nil && !self.workers.contains(name) {
            leaseEnds[name]?.stop = now
        }
        for name in self.workers { leaseEnds[name]?.stop = nil }
    }
}

// MARK: - The network

extension World {
    private func carryNews() throws {
        let news = network.takeNews()
        for request in news.sent {
            guard program(request.program)?.isKilled == false, !isLost else { continue }
            let sentAt = now
            after(delay) { try $0.serve(request, sentAt: sentAt) }
        }
        for id in news.givenUp {
            // The server sees a moment later that its client has left.
            after(delay) { world in
                guard let exchange = world.exchanges.removeValue(forKey: id) else { return }
                world.play.leave(exchange.number)
            }
        }
    }

    private func program(_ name: String) -> WorldProgram? {
        programs.last { $0.name == name }
    }

    private func serve(_ request: WorldNetwork.Request, sentAt: Duration) throws {
        let fields: HTTPFields = ["User-Agent": "test", "Content-Type": "application/json"]
        let number = try play.send(
            request.request.method, "/as/\(request.program)" + request.request.path,
            String(decoding: request.request.body, as: UTF8.self), fields: fields)
        exchanges[request.id] = Exchange(request: request, sentAt: sentAt, number: number)
    }

    private func carryAnswers() {
        for (id, exchange) in exchanges.sorted(by: { $0.key < $1.key }) {
            switch play.state(of: exchange.number) {
            case .silent, .waiting, .metered, .left: break
            case .answered(let response):
                if exchange.isDelivered {
                    streamNews(id)
                    later { $0.close(id) }
                } else if !isLost {
                    noteAnswer(response, to: exchange)
                    later {
                        $0.deliver(
                            .success(APIResponse(status: response.status, body: response.body)),
                            to: id)
                    }
                }
                exchanges[id] = nil
            case .streaming(let head, _):
                if !exchange.isDelivered {
                    exchanges[id]?.isDelivered = true
                    later { $0.open(head.status, to: id) }
                }
                streamNews(id)
            case .ended:
                later {
                    $0.deliver(.failure(WorldNetwork.Broken()), to: id)
                    $0.close(id, throwing: WorldNetwork.Broken())
                }
                exchanges[id] = nil
            }
        }
    }

    private func streamNews(_ id: Int) {
        guard let exchange = exchanges[id] else { return }
        let part = Array(play.text(exchange.number).utf8.dropFirst(exchange.streamed))
        guard !part.isEmpty else { return }
        exchanges[id]?.streamed += part.count
        later { $0.append(part, to: id) }
    }

    private func later(_ tell: @escaping (WorldNetwork) -> Void) {
        after(delay) { tell($0.network) }
    }

    private var isLost: Bool { loss > 0 && Double.random(in: 0..<1, using: &random) < loss }

    private var delay: Duration { .milliseconds(Int.random(in: latency, using: &random)) }

    /// Keeps until when the lease lasts that a write has made, counted from when it was sent.
    private func noteAnswer(_ response: HTTPResponse, to exchange: Exchange) {
        let request = exchange.request
        guard request.request.method != "GET", response.status < 300,
            let spec = (try? JSONParser.parse(request.request.body))?["spec"],
            spec["holderIdentity"]?.string == request.program,
            let seconds = spec["leaseDurationSeconds"]?.integer
        else { return }
        let end = exchange.sentAt + .seconds(seconds)
        leaseEnds[request.program, default: (end, now)].end = end
    }
}

// MARK: - What the server is asked beside

extension World {
    /// Asks the control API, or the API itself.
    @discardableResult
    func ask(_ method: String, _ path: String, _ body: String = "") throws -> JSONValue {
        try play.control(method, path, body)
    }

    /// Merges something into the lease, or the object at `path`, as somebody who has nothing to do with the
    /// election would.
    func patch(_ body: String, at path: String = "\(APIClient.leases)/app") throws {
        try play.ask(
            "PATCH", path, body,
            fields: ["Content-Type": "application/merge-patch+json"])
    }

    /// The `spec` of the lease; nil when there is none.
    var lease: JSONValue? {
        get throws { try ask("GET", "\(APIClient.leases)/app")["spec"] }
    }

    /// Gives the lease to somebody who is not there.
    func steal(by thief: String) throws {
        try ask(
            "POST", "/fake/leases/default/app/steal", #"{"holderIdentity":"\#(thief)"}"#)
    }

    /// Cuts a program off.
    func separate(_ name: String, _ direction: String = "both") throws {
        try ask(
            "POST", "/fake/partitions", #"{"client":"\#(name)","direction":"\#(direction)"}"#)
    }

    func heal(_ name: String) throws { try ask("DELETE", "/fake/partitions/\(name)") }

    /// What the server itself found wrong with who held the lease.
    var findings: [String] {
        get throws {
            let terms = try ask("GET", "/fake/terms?namespace=default&lease=app")["terms"]?.array
            return (terms ?? []).flatMap { $0["findings"]?.array ?? [] }
                .compactMap { $0["message"]?.string ?? $0["kind"]?.string }
        }
    }
}
