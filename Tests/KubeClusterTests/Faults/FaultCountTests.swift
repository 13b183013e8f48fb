import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A rule` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web")
    }

    /// The statuses of so many reads, one after another; 0 for a reset.
    private func statuses(_ count: Int) throws -> [Int] {
        try (0..<count).map { _ in try play.status(of: play.get("web")) ?? 0 }
    }

    @Test func `lets some requests through first, and then acts so often`() throws {
        try play.addFault(#"{"name":"r","skip":1,"times":2,"do":{"status":503}}"#)

        #expect(try statuses(5) == [200, 503, 503, 200, 200])
        let rule = try play.fault("r")
        #expect(rule["state"] == "spent")
        #expect(rule["seen"] == 3)
        #expect(rule["acted"] == 2)
        #expect(rule["left"] == 0)
    }

    @Test func `does one thing after another, and stays with the last one`() throws {
        try play.addFault(#"{"name":"r","do":[{"status":503},"pass",{"reset":true}]}"#)

        #expect(try statuses(5) == [503, 200, 0, 0, 0])
        #expect(try play.fault("r")["acted"] == 4)
    }

    @Test func `tells the requests on which it has acted by their numbers in the journal`() throws {
        try play.addFault(#"{"name":"r","do":["pass",{"status":503}]}"#)
        _ = try statuses(3)

        let last = try #require(try play.fault("r")["last"]?.array)
        let acted = try play.requests("?status=503").compactMap { $0["id"] }
        #expect(last == acted)
        #expect(acted.count == 2)
    }

    @Test func `acts as likely as it says, and the same with the same seed`() throws {
        var runs: [[Int]] = []
        for _ in 0..<2 {
            let play = try HandlerPlay(seed: 11)
            try play.create("web")
            try play.addFault(#"{"probability":0.5,"do":{"status":503}}"#)
            runs.append(try (0..<100).map { _ in try play.status(of: play.get("web")) ?? 0 })
        }

        #expect(runs[0] == runs[1])
        #expect((30...70).contains(runs[0].count { $0 == 503 }))
    }

    @Test func `draws only for requests that match`() throws {
        var runs: [[Int]] = []
        for others in [0, 5] {
            let play = try HandlerPlay(seed: 11)
            try play.create("web")
            try play.addFault(#"{"match":{"verb":"get"},"probability":0.5,"do":{"status":503}}"#)
            runs.append(
                try (0..<20).map { _ in
                    for _ in 0..<others { try play.patch("web", holder: "a") }
                    return try play.status(of: play.get("web")) ?? 0
                })
        }

        #expect(runs[0] == runs[1])
    }

    @Test(arguments: [#"{"after":"30s"}"#, #"{"time":"2026-01-01T00:00:30Z"}"#])
    func `ends by itself on the clock of the cluster`(until: String) throws {
        try play.addFault(#"{"name":"r","until":\#(until),"do":{"status":503}}"#)

        #expect(try statuses(1) == [503])
        play.wait(.seconds(29))
        #expect(try statuses(1) == [503])
        play.wait(.seconds(1))
        #expect(try statuses(1) == [200])
        #expect(try play.fault("r")["state"] == "expired")
    }

    @Test func `that has never acted can be found`() throws {
        try play.addFault(
            #"[{"name":"used","match":{"verb":"get"},"do":{"status":503}},{"name":"unused","match":{"verb":"delete"},"do":{"status":503}}]"#
        )
        _ = try statuses(1)

        let unused = try #require(
            try play.control("GET", "/fake/faults?unused=true")["faults"]?.array)
        #expect(unused.map { $0["name"] } == ["unused"])
    }

    @Test func `is counted in the metrics`() throws {
        try play.addFault(#"{"name":"r","match":{"verb":"get"},"do":{"status":503}}"#)
        _ = try statuses(2)

        let page = String(decoding: try play.ask("GET", "/metrics").body, as: UTF8.self)
        #expect(
            page.contains(
                #"fake_faults_acted_total{action="status",phase="received",rule="r"} 2"#))
    }

    @Test(arguments: [
        (#"{"error":"tooManyRequests"}"#, "client-go tries again by itself"),
        (#"{"reset":true}"#, "client-go repeats reads by itself"),
    ])
    func `says what hides its effect`(action: String, note: String) throws {
        try play.addFault(#"{"name":"r","do":\#(action)}"#)

        #expect(try play.fault("r")["note"]?.string?.hasPrefix(note) == true)
    }

    @Test func `says that it never acts when it is for a user`() throws {
        try play.addFault(#"{"name":"r","match":{"user":"*"},"do":{"reset":true}}"#)

        #expect(try statuses(1) == [200])
        #expect(
            try play.fault("r")["note"]?.string
                == "nobody is authenticated yet, so that no request "
                + "has a user: a rule with \"match.user\" never acts")
    }

    @Test func `says that clients try again however a status asks them to`() throws {
        try play.addFault(
            #"{"name":"r","do":{"status":{"code":503,"details":{"retryAfterSeconds":1}}}}"#)

        #expect(
            try play.fault("r")["note"]?.string?.hasPrefix("client-go tries again") == true)
    }

    @Test func `is told in a line`() throws {
        try play.addFault(#"{"name":"r","times":3,"match":{"verb":"get"},"do":{"status":503}}"#)
        _ = try statuses(1)
        let answer = try play.ask("GET", "/fake/faults", fields: ["Accept": "text/plain"])

        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.hasPrefix(#"r (active): {"status":{"#))
        #expect(text.hasSuffix(#"at received for {"verb":"get"}: seen 1, acted 1, 2 left"# + "\n"))
    }
}

@Suite struct `Rules that match the same request` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        try play.create("web")
    }

    @Test func `act in the order in which they were made, up to the first end`() throws {
        try play.addFault(
            #"[{"name":"slow","do":{"delay":"1s"}},{"name":"slower","do":{"delay":"2s"}},{"name":"end","do":{"status":503}},{"name":"never","do":{"reset":true}}]"#
        )
        let number = try play.get("web")
        play.wait(.milliseconds(2999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))

        #expect(play.status(of: number) == 503)
        #expect(
            try play.requests("?status=503").first?["faults"] == ["slow", "slower", "end"])
        #expect(try play.fault("never")["seen"] == 0)
    }

    @Test func `act at each phase`() throws {
        try play.addFault(
            #"[{"name":"one","do":{"delay":"1s"}},{"name":"two","at":"beforeCommit","do":{"delay":"1s"}},{"name":"three","at":"afterCommit","do":{"delay":"1s"}},{"name":"four","at":"answering","do":{"delay":"1s"}}]"#
        )
        let number = try play.patch("web", holder: "b")
        play.wait(.milliseconds(1999))
        #expect(try play.holder("web") == "a")
        play.wait(.milliseconds(1))
        #expect(try play.holder("web") == "b")
        play.wait(.milliseconds(1999))
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))

        #expect(play.status(of: number) == 200)
        #expect(
            try play.requests("?verb=patch").first?["faults"] == ["one", "two", "three", "four"])
    }
}

@Suite struct `A delay` {
    @Test func `ends at its instant when a manual clock goes past it`() throws {
        let play = try HandlerPlay { $0.clock = .manual(startingAt: .epoch) }
        try play.addFault(#"{"match":{"verb":"create"},"do":{"delay":"200ms"}}"#)
        let number = try play.create("web")
        #expect(play.isWaiting(number))
        _ = try play.send("POST", "/fake/clock", #"{"advance":"10s"}"#)

        let lease = try JSONParser.parse(try play.answer(number).body)
        let times = try play.requests("?verb=create").compactMap { $0["endTime"]?.string }
        #expect(lease[path: "metadata", "creationTimestamp"] == "2026-01-01T00:00:00Z")
        #expect(times.count == 1)
    }

    @Test(arguments: [
        #"{"from":"50ms","to":"200ms"}"#, #"{"median":"100ms","sigma":0.5}"#,
    ])
    func `may be drawn, and is then the same with the same seed`(delay: String) throws {
        var runs: [[Duration]] = []
        for _ in 0..<2 {
            let play = try HandlerPlay(seed: 3)
            try play.create("web")
            try play.addFault(#"{"match":{"verb":"get"},"do":{"delay":\#(delay)}}"#)
            var waits: [Duration] = []
            for _ in 0..<10 {
                let (start, number) = (play.now, try play.get("web"))
                untilDone {
                    play.wait(.milliseconds(5))
                    return !play.isWaiting(number)
                }
                waits.append(play.now - start)
            }
            runs.append(waits)
        }

        #expect(runs[0] == runs[1])
        #expect(Set(runs[0]).count > 3)
        #expect(runs[0].allSatisfy { $0 > .milliseconds(5) && $0 < .seconds(2) })
    }

    @Test func `does not keep other requests waiting`() throws {
        let play = try HandlerPlay()
        try play.create("web")
        try play.addFault(#"{"match":{"client":"a","verb":"get"},"do":{"delay":"1h"}}"#)
        let slow = try play.get("web")

        #expect(try play.status(of: play.get("web", as: "b")) == 200)
        #expect(play.isWaiting(slow))
    }
}
