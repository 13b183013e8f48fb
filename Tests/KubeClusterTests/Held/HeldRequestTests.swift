import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A held request` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web", holder: "nobody")
    }

    private func hold(_ more: String = #""at":"beforeCommit""#) throws {
        try play.addFault(#"{"name":"h","match":{"verb":"update"},\#(more),"do":{"hold":true}}"#)
    }

    private func release(_ body: String) throws {
        let answer = try play.ask("POST", "/fake/held", body)
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    private func ids() throws -> [Int64] { try play.held().compactMap { $0["id"]?.integer } }

    @Test func `is told with its place, its client and what it asks for`() throws {
        try hold()
        let version = try play.version("web")
        let number = try play.put("web", holder: "a", version: version)

        #expect(play.isWaiting(number))
        let held = try #require(try play.held().first)
        #expect(held["rule"] == "h")
        #expect(held["phase"] == "beforeCommit")
        #expect(held["client"] == "a")
        #expect(
            held["summary"]?.string
                == "update leases default/web for holder a at version \(version)")
        #expect(held["since"] == "2026-01-01T00:00:00.000000Z")
        let page = String(decoding: try play.ask("GET", "/metrics").body, as: UTF8.self)
        #expect(page.contains("\nfake_requests_held 1\n"))
    }

    @Test func `looks at the store again when it goes on: the second one loses by itself`() throws {
        try hold()
        let version = try play.version("web")
        let first = try play.put("web", holder: "a", version: version, as: "a")
        let second = try play.put("web", holder: "b", version: version, as: "b")
        let ids = try ids()
        try #require(ids.count == 2)

        try play.control("POST", "/fake/held/\(ids[1])", #"{"release":true}"#)
        try play.control("POST", "/fake/held/\(ids[0])", #"{"release":true}"#)

        #expect(play.status(of: second) == 200)
        #expect(play.status(of: first) == 409)
        #expect(try play.holder("web") == "b")
    }

    @Test func `goes on in the order in which it was told to, however fast that is`() throws {
        try hold()
        let version = try play.version("web")
        let numbers = try ["a", "b", "c"].map {
            try play.put("web", holder: $0, version: version, as: $0)
        }
        let ids = try ids()
        for id in ids.reversed() {
            _ = try play.post("POST", "/fake/held/\(id)", #"{"release":true}"#)
        }
        play.turn()

        #expect(numbers.map { play.status(of: $0) } == [409, 409, 200])
    }

    @Test(arguments: [
        (#"{"release":"all"}"#, [200, 200]), (#"{"release":"oldest"}"#, [200, nil]),
        (#"{"release":{"client":"b"}}"#, [nil, 200]),
    ])
    func `may be released with others`(body: String, statuses: [Int?]) throws {
        try play.create("other", holder: "nobody")
        try hold()
        let numbers = [
            try play.put("web", holder: "a", version: try play.version("web")),
            try play.put("other", holder: "b", version: try play.version("other"), as: "b"),
        ]
        try release(body)

        #expect(numbers.map { play.status(of: $0) } == statuses)
    }

    @Test func `may meet something else than going on`() throws {
        try hold()
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        try play.control("POST", "/fake/held/\(try ids()[0])", #"{"error":"etcdTimeout"}"#)

        #expect(play.status(of: number) == 500)
        #expect(try play.holder("web") == "nobody")
    }

    @Test func `may be slowed down when it is released`() throws {
        try hold()
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        try play.control("POST", "/fake/held/\(try ids()[0])", #"{"delay":"5s"}"#)
        play.wait(.milliseconds(4999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))

        #expect(play.status(of: number) == 200)
    }

    @Test func `waits no longer than its rule says`() throws {
        try hold(#""at":"beforeCommit","timeout":"30s""#)
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        play.wait(.seconds(29))
        #expect(play.isWaiting(number))
        play.wait(.seconds(1))

        #expect(play.status(of: number) == 200)
        #expect(try play.held() == [])
    }

    @Test func `that goes on at once leaves the clock something to do`() throws {
        try play.control("POST", "/fake/clock", #"{"mode":"manual"}"#)
        try hold(#""at":"beforeCommit","timeout":"0s""#)
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        #expect(play.status(of: number) == 200)
        let command = try play.send("POST", "/fake/clock", #"{"advance":"1s"}"#)

        #expect(play.status(of: command) == 200)
    }

    @Test func `has happened when it is held after its commit`() throws {
        try hold(#""at":"afterCommit""#)
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        #expect(play.isWaiting(number))
        #expect(try play.holder("web") == "a")
        try release(#"{"release":"all"}"#)

        #expect(play.status(of: number) == 200)
    }

    @Test(arguments: [("beforeCommit", "nobody", "held"), ("afterCommit", "a", "lost")])
    func `is forgotten when its client leaves`(
        phase: String, holder: String, outcome: String
    ) throws {
        try hold(#""at":"\#(phase)""#)
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        play.leave(number)

        #expect(try play.held() == [])
        #expect(try play.holder("web") == holder)
        let request = try #require(try play.requests("?verb=update").first)
        #expect(request["outcome"]?.string == outcome)
        #expect(request["faults"] == ["h"])
    }

    @Test func `has happened although its client leaves just then`() throws {
        try hold()
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        _ = try play.post("POST", "/fake/held/\(try ids()[0])", #"{"release":true}"#)
        play.leave(number)

        let request = try #require(try play.requests("?verb=update").first)
        #expect(request["outcome"] == "clientGone")
        #expect(request["status"] == 200)
        #expect(request["committed"]?.string == (try play.version("web")))
    }

    @Test func `goes on before a reset`() throws {
        try hold()
        let number = try play.put("web", holder: "a", version: try play.version("web"))
        try play.control("POST", "/fake/reset")

        #expect(play.status(of: number) == 200)
        #expect(try play.holder("web") == nil)
    }

    @Test(arguments: [#"{"only":["faults"]}"#, #"{"only":["clock"]}"#])
    func `does not wait for an instant that a reset has taken away`(reset: String) throws {
        let play = try HandlerPlay { $0.clock = .manual(startingAt: .epoch) }
        try play.create("web", holder: "nobody")
        try play.control("POST", "/fake/clock", #"{"advance":"1h"}"#)
        try play.addFault(
            #"[{"match":{"client":"a"},"do":{"delay":"10s"}},"#
                + #"{"match":{"client":"b"},"do":{"slow":{"bytesPerSecond":1}}},"#
                + #"{"match":{"client":"c"},"do":{"hold":true},"timeout":"5s"}]"#)
        let numbers = try ["a", "b", "c"].map { try play.get("web", as: $0) }
        #expect(numbers.allSatisfy { play.isOpen($0) })
        try play.control("POST", "/fake/reset", reset)

        #expect(numbers.map { play.status(of: $0) } == [200, 200, 200])
        #expect(try play.answer(numbers[1]).body == (try play.answer(numbers[0]).body))
    }

    @Test func `is one of a thousand at most`() throws {
        try play.addFault(#"{"name":"h","match":{"verb":"get"},"do":{"hold":true}}"#)
        let numbers = try (0..<1001).map { _ in try play.post("GET", "/as/a\(APIClient.leases)/web")
        }

        #expect(numbers.count { play.isWaiting($0) } == 1000)
        #expect(play.status(of: numbers[1000]) == 429)
        #expect(try play.requests("?status=429").map { $0["faults"] } == [["h"]])
    }

    @Test(arguments: [
        ("/fake/held/9", #"{"release":true}"#, 404), ("/fake/held/1", "{}", 400),
        ("/fake/held/1", #"{"release":false}"#, 400), ("/fake/held/1", #"{"truncate":5}"#, 400),
        ("/fake/held", "{}", 400), ("/fake/held", #"{"release":"some"}"#, 400),
        ("/fake/held", #"{"release":{"verbs":"get"}}"#, 400),
    ])
    func `is not released by what makes no sense`(
        path: String, body: String, status: Int
    ) throws {
        try hold()
        _ = try play.put("web", holder: "a", version: try play.version("web"))

        #expect(try play.ask("POST", path, body).status == status)
        #expect(try play.held().count == 1)
    }

    @Test func `that waits for a version goes on to wait for it`() throws {
        let version = (UInt64(try play.version("web")) ?? 0) + 1
        try play.addFault(#"{"match":{"verb":"get"},"do":{"hold":true}}"#)
        let number = try play.send(
            "GET", "/as/a\(APIClient.leases)/web?resourceVersion=\(version)")
        try release(#"{"release":"all"}"#)
        #expect(play.isWaiting(number))
        try play.create("other")

        #expect(play.status(of: number) == 200)
    }
}
