import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

/// Many clients of one host, which lets it work as a loop does: whoever waits or watches is told
/// what is new after each request.
struct HostPlay {
    private(set) var host: TestHost
    private var waiting: [(number: Int, wait: ClusterWait, cluster: ClusterID)] = []
    private var streams: [Int: (stream: WatchStream, cluster: ClusterID)] = [:]
    /// The watches that have not said yet all there was.
    private var behind: [Int] = []
    private var index = WatchIndex()
    /// Whether every watch is asked in every turn.
    var asksAll = false
    private var answers: [Int: HTTPResponse] = [:]
    private var bodies: [Int: [UInt8]] = [:]
    private var count = 0

    /// What the machine's clock shows at first, 2027-01-15T08:00:00Z: not what manual clocks show.
    private static let wall = Timestamp(seconds: 1_800_000_000)

    /// A host whose default cluster has a manual clock, unless `configure` says otherwise.
    init(
        seed: UInt64 = 7, elects: Bool = false, configure: (inout ClusterOptions) -> Void = { _ in }
    ) throws {
        var options = elects ? ClusterOptions.electing : ClusterOptions()
        options.clock = .manual(startingAt: .epoch)
        configure(&options)
        host = try TestHost(options, seed: seed, at: Self.wall)
        turn()
    }

    /// Lets the machine's clock go on, and the host do what is then due.
    mutating func wait(_ duration: Duration) {
        host.now = host.now + duration
        turn()
    }

    /// Sends a request and lets the host work until nothing is left to do; returns its number.
    mutating func send(
        _ method: String, _ path: String, _ body: String = "", type: String = "application/json",
        accept: String? = nil
    ) throws -> Int {
        let number = try post(method, path, body, type: type, accept: accept)
        turn()
        return number
    }

    /// Sends a request without letting the host do anything else.
    mutating func post(
        _ method: String, _ path: String, _ body: String = "", type: String = "application/json",
        accept: String? = nil
    ) throws -> Int {
        var fields: HTTPFields = ["Host": "fake.example:8080"]
        if !body.isEmpty { fields["Content-Type"] = type }
        fields["Accept"] = accept
        count += 1
        let reply = host.respond(
            to: try HTTPRequest(method, path, Array(body.utf8), fields: fields))
        take(reply.reply, from: reply.cluster, for: count)
        return count
    }

    /// The client of the request leaves.
    mutating func leave(_ number: Int) {
        if let position = waiting.firstIndex(where: { $0.number == number }) {
            let left = waiting.remove(at: position)
            host.clusters.abandon(left.wait, in: left.cluster)
        }
        if let left = streams.removeValue(forKey: number) {
            index.remove(number, left.stream, in: left.cluster)
            host.clusters.cancel(left.stream, in: left.cluster)
        }
        turn()
    }

    private mutating func take(
        _ reply: ClusterReply, from cluster: ClusterID, for number: Int
    ) {
        switch reply.kind {
        case .complete(let response), .metered(let response, _): answers[number] = response
        case .end: break
        case .wait(let wait): waiting.append((number, wait, cluster))
        case .stream(let response, .requests): answers[number] = response
        case .stream(var response, .list(var list)):
            untilDone { list.produce(into: &response.body) != .more }
            answers[number] = response
        case .stream(let response, .watch(let stream)):
            answers[number] = response
            bodies[number] = response.body
            streams[number] = (stream, cluster)
            index.insert(number, stream, in: cluster)
            behind.append(number)
        }
    }

    /// Turns as a loop does until the host has nothing more to do at once.
    mutating func turn() {
        untilDone {
            let due = host.advance()
            askStreams()
            resumeWaiting()
            return due.map { $0 > host.now } ?? true
        }
    }

    /// Lets the host do what it does before it answers the next request.
    mutating func follow() -> Timestamp? { host.clusters.follow(to: host.now) }

    /// Lets the host do what it does before it serves clients again.
    mutating func workOnce() {
        host.advance()
    }

    private mutating func resumeWaiting() {
        for (number, wait, cluster) in waiting {
            guard let reply = host.clusters.resume(wait, in: cluster, at: host.now)
            else { continue }
            waiting.removeAll { $0.number == number }
            take(reply, from: cluster, for: number)
        }
    }

    private mutating func askStreams() {
        var streams = self.streams
        behind += index.streamsWithNews(in: &host.clusters, at: host.now) { number, sweep in
            streams[number]?.stream.hasNews(sweep) ?? false
        }
        if !asksAll { self.streams = streams }
        let asked = asksAll ? Array(streams.keys) : behind
        behind = []
        for number in Set(asked).sorted() {
            guard var watch = self.streams[number] else { continue }
            let goesOn = host.produce(
                &watch.stream, in: watch.cluster, into: &bodies[number, default: []])
            if !watch.stream.isWaiting { index.begin(number, in: watch.cluster) }
            if !goesOn { index.remove(number, watch.stream, in: watch.cluster) }
            self.streams[number] = goesOn ? watch : nil
        }
    }
}

extension HostPlay {
    /// The answer to a request, if it is there.
    func answer(_ number: Int) -> HTTPResponse? { answers[number] }

    /// Whether the watch goes on.
    func isOpen(_ number: Int) -> Bool { streams[number] != nil }

    /// The events of a watch.
    func events(_ number: Int) throws -> [JSONValue] {
        try (bodies[number] ?? []).split(separator: UInt8(ascii: "\n")).map {
            try JSONParser.parse(Array($0))
        }
    }

    /// Sends a request, and reads the JSON of its answer.
    mutating func ask(_ method: String, _ path: String, _ body: String = "") throws -> JSONValue {
        // Outside of the macro, which would ask a copy made before.
        let number = try send(method, path, body)
        let answer = try #require(answers[number])
        return try JSONParser.parse(answer.body)
    }

    /// Advances the default cluster's clock.
    @discardableResult
    mutating func advance(_ duration: String) throws -> JSONValue {
        try ask("POST", "/fake/clock", #"{"advance":"\#(duration)"}"#)
    }

    /// All bytes that clients have got, in the order of the requests.
    var transcript: [[UInt8]] {
        (1...max(count, 1)).map { number in
            var encoder = ResponseEncoder()
            var output: [UInt8] = []
            if let response = answers[number] {
                encoder.append(response, to: &output, connection: .unsaid, at: host.now)
            }
            return output + (bodies[number] ?? [])
        }
    }
}

extension JSONValue {
    /// The texts of a member of all elements.
    func texts(_ key: String) -> [String] {
        (array ?? []).map { $0[key]?.string ?? "" }
    }
}
