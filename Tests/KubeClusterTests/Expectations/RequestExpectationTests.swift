import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `An expectation about requests` {
    @Test func `is met by the request that makes up the number`() throws {
        let play = try HandlerPlay()
        let number = try play.expect(
            #"{"requests":{"client":"a","verb":"write"},"count":{"atLeast":2}}"#)
        try play.hold("web", by: "a", client: "a")
        try play.hold("web", by: "b", client: "b")
        #expect(play.isWaiting(number))
        try play.hold("web", by: "a", client: "a")
        let outcome = try play.outcome(number)
        let last = try #require(try play.requests("?client=a&verb=write").last)
        #expect(outcome["request"] == last["id"])
        #expect(outcome["because"]?.string?.hasPrefix("2 requests match; the last is #") == true)
    }

    @Test func `ends with the request that came closest, and the first field in which it differs`()
        throws
    {
        let play = try HandlerPlay()
        try play.hold("web", by: "a", client: "a")
        let number = try play.expect(
            #"{"requests":{"client":"a","verb":"create","name":"web","holder":"b"}}"#,
            #""within":"1s""#)
        play.wait(.seconds(1))
        let miss = try play.miss(number)
        #expect(
            miss.hasPrefix(
                "not within 1s: 0 requests match instead of at least 1; the closest is #"))
        #expect(miss.contains("a: create leases default/web for holder a -> 201"))
        #expect(miss.hasSuffix(#": its holder is "a" instead of "b""#))
    }

    @Test func `sees an exact number that did not last`() throws {
        let play = try HandlerPlay()
        let exactly = try play.expect(#"{"requests":{"client":"a"},"count":1}"#)
        let most = try play.expect(
            #"{"requests":{"client":"a"},"count":{"atMost":1}}"#, #""throughout":"10s""#)
        _ = try play.post("GET", "/as/a/version")
        _ = try play.post("GET", "/as/a/version", connection: 2)
        play.turn()
        #expect(play.status(of: exactly) == 200)
        #expect(try play.miss(most).contains("2 requests match instead of at most 1"))
    }

    @Test func `can leave out what came before`() throws {
        let play = try HandlerPlay()
        try play.ask("GET", "/as/a/version")
        let last = try #require(try play.requests().last?["id"]?.integer)
        let number = try play.expect(#"{"requests":{"client":"a"},"since":\#(last)}"#)
        #expect(play.isWaiting(number))
        try play.ask("GET", "/as/a/version")
        #expect(play.status(of: number) == 200)
    }

    @Test func `begins anew when the requests are forgotten`() throws {
        let play = try HandlerPlay()
        let number = try play.expect(#"{"requests":{"client":"a"},"count":2}"#)
        try play.ask("GET", "/as/a/version")
        try play.ask("DELETE", "/fake/requests")
        try play.ask("GET", "/as/a/version")
        #expect(play.isWaiting(number))
        try play.ask("GET", "/as/a/version")
        #expect(play.status(of: number) == 200)
    }

    @Test func `knows an order between which others may lie`() throws {
        let play = try HandlerPlay()
        let order = #"{"sequence":[{"client":"a","verb":"create"},{"client":"b"},{"client":"a"}]}"#
        let number = try play.expect(order, #""within":"1m""#)
        try play.ask("GET", "/as/b/version")
        try play.hold("web", by: "a", client: "a")
        try play.ask("GET", "/as/c/version")
        #expect(play.isWaiting(number))
        try play.ask("GET", "/as/b/version")
        try play.ask("GET", "/as/a/version")
        #expect(
            try play.outcome(number)["because"]?.string?.hasPrefix("3 of 3 requests came") == true)

        let missed = try play.expect(
            #"{"sequence":[{"client":"b"},{"client":"b"},{"client":"b"}]}"#, #""within":"1s""#)
        play.wait(.seconds(1))
        let miss = try play.miss(missed)
        #expect(miss.contains("2 of 3 requests came in this order; the last of them is #"))
        #expect(miss.hasSuffix(#"its client is "a" instead of "b""#))
    }

    @Test(arguments: [
        #"{"name":"web"}"#, #"{"client":"a"}"#, #"{"client":["x","a"]}"#, #"{"client":"*a*"}"#,
        #"{"holder":"a"}"#, #"{"path":"\#(APIClient.leases)/web"}"#, #"{"fieldManager":"m"}"#,
        #"{"userAgent":"u/1"}"#, #"{"connection":7}"#, #"{"namespace":"default"}"#,
        #"{"status":200}"#, #"{"verb":"patch"}"#, #"{"verb":["delete","write"]}"#,
        #"{"resource":"leases"}"#, #"{"method":"PATCH"}"#, #"{"userAgent":"u/*","verb":"patch"}"#,
        #"{"name":"w*b"}"#, #"{"name":["x*","*b"]}"#, #"{"status":"2*"}"#, #"{"name":["we*","x"]}"#,
    ])
    func `counts those that it describes and no others, whatever comes between`(match: String)
        throws
    {
        let play = try HandlerPlay()
        try play.create("web", holder: "b", as: "b")
        let first = try #require(try play.requests().last?["id"]?.integer)
        let condition = #"{"requests":\#(match),"count":{"atLeast":3},"since":\#(first)}"#
        let number = try play.expect(condition)
        let others = try (0..<3).map {
            try play.expect(#"{"requests":{"client":"nobody\#($0)"}}"#)
        }
        var late: [Int] = []
        for _ in 0..<3 {
            #expect(play.isWaiting(number))
            try play.ask("GET", "/as/c/nothing")
            _ = try play.send(
                "PATCH", "/as/a\(APIClient.leases)/web?fieldManager=m",
                #"{"spec":{"holderIdentity":"a"}}"#,
                fields: [
                    "Content-Type": "application/merge-patch+json", "User-Agent": "u/1",
                ], connection: 7)
            // The same question, asked later.
            late.append(try play.expect(condition))
        }

        #expect(try play.outcome(number)["because"]?.string?.hasPrefix("3 requests match") == true)
        #expect(late.allSatisfy { play.status(of: $0) == 200 })
        #expect(others.allSatisfy { play.isWaiting($0) })
    }

    @Test func `is met by silence, as long as is said`() throws {
        let play = try HandlerPlay()
        try play.ask("GET", "/version")
        let number = try play.expect(#"{"quiet":"2s"}"#)
        play.wait(.seconds(1))
        try play.ask("GET", "/version")
        play.wait(.milliseconds(1_999))
        try play.control("GET", "/fake/requests")
        #expect(play.isWaiting(number))
        play.wait(.milliseconds(1))
        #expect(try play.outcome(number)["after"] == "3s")
    }

    @Test func `may be that there is no silence, or that it lasts`() throws {
        let play = try HandlerPlay()
        let noise = try play.expect(#"{"not":{"quiet":"2s"}}"#)
        let both = try play.expect(#"{"all":[{"quiet":"2s"},{"requests":{"client":"a"}}]}"#)
        #expect(play.isWaiting(noise))
        #expect(play.isWaiting(both))
        try play.ask("GET", "/as/a/version")
        #expect(play.status(of: noise) == 200)
        #expect(play.isWaiting(both))
        play.wait(.seconds(2))
        #expect(try play.outcome(both)["after"] == "2s")

        let silence = try play.expect(#"{"quiet":"1s"}"#, #""throughout":"1h""#)
        #expect(play.isWaiting(silence))
        try play.ask("GET", "/version")
        #expect(try play.miss(silence).contains("no request was answered for 0s"))
    }

    @Test func `measures silence by the clock that it names`() throws {
        let play = try HandlerPlay { $0.clock = .manual(startingAt: .epoch) }
        try play.ask("GET", "/version")
        let number = try play.expect(#"{"quiet":"2s"}"#, #""clock":"cluster""#)
        play.wait(.seconds(5))
        #expect(play.isWaiting(number))
        try play.control("POST", "/fake/clock", #"{"advance":"2s"}"#)
        #expect(try play.outcome(number)["after"] == "2s")
    }
}

@Suite struct `An expectation about what goes wrong` {
    @Test func `waits until requests are held`() throws {
        let play = try HandlerPlay()
        try play.addFault(
            #"{"name":"stop","match":{"verb":"create"},"at":"beforeCommit","do":{"hold":true}}"#)
        let two = try play.expect(#"{"held":2}"#)
        let named = try play.expect(#"{"held":{"atLeast":1},"rule":"stop"}"#)
        _ = try play.send("POST", APIClient.leases, #"{"metadata":{"name":"one"}}"#)
        #expect(play.isWaiting(two))
        #expect(
            try play.outcome(named)["because"]?.string?.hasPrefix("1 request is held: #") == true)
        _ = try play.send("POST", APIClient.leases, #"{"metadata":{"name":"two"}}"#, connection: 2)
        #expect(play.status(of: two) == 200)
        let none = try play.expect(#"{"held":0}"#, #""within":"1s""#)
        play.wait(.seconds(1))
        #expect(try play.miss(none).contains("2 requests are held instead of 0: #"))
    }

    @Test func `waits until rules are spent`() throws {
        let play = try HandlerPlay()
        try play.addFault(
            #"{"name":"once","match":{"verb":"create"},"times":1,"do":{"status":503}}"#)
        try play.addFault(#"{"name":"ever","match":{"verb":"delete"},"do":{"status":503}}"#)
        let spent = try play.expect(#"{"faults":"spent"}"#)
        let ever = try play.expect(#"{"faults":"spent","rule":"ever"}"#, #""within":"1s""#)
        #expect(play.isWaiting(spent))
        try play.ask("POST", APIClient.leases, #"{"metadata":{"name":"one"}}"#)
        #expect(try play.outcome(spent)["because"] == "the rule once is spent")
        play.wait(.seconds(1))
        #expect(
            try play.miss(ever).hasSuffix(
                "the rule ever is active instead of spent: seen 0, acted 0"))
    }

    @Test func `waits until watches are open, and until they are not`() throws {
        let play = try HandlerPlay()
        let number = try play.expect(#"{"watches":{"client":"a"}}"#)
        #expect(play.isWaiting(number))
        let watch = try play.send("GET", "/as/a\(APIClient.leases)?watch=true")
        #expect(
            try play.outcome(number)["because"]?.string?.hasPrefix("1 watch is open: #") == true)
        let gone = try play.expect(#"{"watches":{},"count":0}"#)
        #expect(play.isWaiting(gone))
        play.leave(watch)
        #expect(play.status(of: gone) == 200)
    }

    @Test func `has a rule act only while its condition holds`() throws {
        let play = try HandlerPlay()
        try play.addFault(
            #"""
            {"name":"lose","match":{"verb":"get","name":"web"},"do":{"status":503},
            "given":{"lease":"default/web","holder":"a"},
            "until":{"requests":{"client":"z"}}}
            """#)
        #expect(try play.fault("lose")["given"]?["holder"] == "a")
        let path = "\(APIClient.leases)/web"
        #expect(try play.ask("GET", path).status == 404)
        try play.ask(
            "POST", APIClient.leases, #"{"metadata":{"name":"web"},"spec":{"holderIdentity":"a"}}"#)
        #expect(try play.ask("GET", path).status == 503)
        try play.ask("GET", "/as/z/version")
        #expect(try play.ask("GET", path).status == 200)
    }

    @Test func `lets a rule ask the journal without hiding what an expectation must see`() throws {
        let play = try HandlerPlay()
        let that = #"{"requests":{"client":"a"},"count":{"exactly":2}}"#
        try play.addFault(#"{"match":{"client":"a"},"do":{"status":503},"given":\#(that)}"#)
        let number = try play.expect(that)
        let numbers = try (0..<4).map { _ in try play.post("GET", "/as/a/version") }
        play.turn()

        #expect(numbers.map { play.status(of: $0) } == [200, 200, 503, 200])
        #expect(play.status(of: number) == 200)
    }

    @Test func `ends a rule for good, also when it has held for a moment only`() throws {
        let play = try HandlerPlay()
        let rule =
            #"{"name":"x","match":{"verb":"get"},"do":{"status":503},"until":{"lease":"default/web"}}"#
        try play.addFault(rule)
        #expect(try play.fault("x")["state"] == "active")
        #expect(try play.fault("x")["until"]?["lease"] == "default/web")
        try play.ask("POST", APIClient.leases, #"{"metadata":{"name":"web"}}"#)
        try play.ask("DELETE", "\(APIClient.leases)/web")
        #expect(try play.fault("x")["state"] == "expired")
        #expect(try play.ask("GET", "\(APIClient.leases)/web").status == 404)
        try play.ask("PUT", "/fake/faults/x", rule)
        #expect(try play.ask("GET", "\(APIClient.leases)/web").status == 503)
        try play.ask("DELETE", "/fake/faults/x")
        try play.ask("POST", APIClient.leases, #"{"metadata":{"name":"web"}}"#)
        #expect(try play.ask("GET", "\(APIClient.leases)/web").status == 200)
        let typo = #"{"do":{"status":503},"given":{"held":1,"rule":"typo"}}"#
        #expect(try play.ask("POST", "/fake/faults", typo).status == 404)
    }

    @Test func `tells the findings of terms`() throws {
        let play = try HandlerPlay()
        let typo = try play.expect(#"{"terms":"default/typo"}"#)
        #expect(try play.outcome(typo)["because"] == "nobody has ever held the lease default/typo")
        try play.hold("web", by: "a")
        let never = try play.expect(
            #"{"terms":"default/web","findings":"none"}"#, #""throughout":"1m""#)
        let overlap = try play.expect(#"{"terms":"default/web","findings":["overlap"]}"#)
        let any = try play.expect(#"{"terms":"default/web","findings":"any"}"#)
        #expect(play.isWaiting(overlap) && play.isWaiting(any))
        try play.hold("web", by: "b", client: "b", transitions: 1)
        #expect(play.status(of: overlap) == 200 && play.status(of: any) == 200)
        #expect(
            try play.miss(never).contains("the terms of default/web have takeoverBeforeExpiry at "))
    }

    @Test(arguments: [
        (#"{"terms":"default/web","findings":"none"}"#, true),
        (#"{"all":[{"held":1},{"terms":"default/web","findings":"none"}]}"#, true),
        (#"{"any":[{"held":1},{"terms":"default/web","findings":"none"}]}"#, false),
        (#"{"not":{"terms":"default/web","findings":"any"}}"#, false),
    ])
    func `waits no longer for terms without findings once there is one`(
        that: String, fails: Bool
    ) throws {
        let play = try HandlerPlay()
        try play.hold("web", by: "a")
        try play.hold("web", by: "b", client: "b", transitions: 1)
        let number = try play.expect(that, #""within":"1m""#)
        #expect(play.isWaiting(number) != fails)
        if fails { #expect(try play.miss(number).contains("takeoverBeforeExpiry")) }
    }
}
