import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `The document of a rule` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
    }

    /// What the server says to a rule that it refuses.
    private func refusal(_ rule: String) throws -> String {
        let answer = try play.ask("POST", "/fake/faults", rule)
        #expect(answer.status == 400)
        return try #require(JSONParser.parse(answer.body)["message"]?.string)
    }

    @Test(arguments: [
        #"{"reset":true}"#, #"{"close":true}"#, #"{"hang":true}"#, #"{"refuse":true}"#,
        #"{"error":"etcdTimeout"}"#, #"{"status":503}"#, #"{"delay":"200ms"}"#,
        #"{"delay":{"from":"50ms","to":"200ms"}}"#, #"{"delay":{"median":"100ms","sigma":0.5}}"#,
        #"{"hold":true}"#, #"{"stale":{"by":3}}"#, #"{"stale":{"at":"41"}}"#, #"{"expire":true}"#,
        #"{"error":{"name":"webhookDenied","webhook":"w","reason":"no","code":403}}"#,
        #"{"error":{"name":"quota","quota":"q","limit":3}}"#,
        #"{"error":{"name":"forbidden","user":"u"}}"#, #"["pass",{"reset":true}]"#,
    ])
    func `is told as it was given`(action: String) throws {
        let told = try play.control(
            "POST", "/fake/faults", #"{"name":"r","match":{"verb":["get","list"]},"do":\#(action)}"#
        )

        let rule = try #require(told["faults"]?.array?.first)
        #expect(rule["match"] == ["verb": ["get", "list"]])
        if action != #"{"status":503}"# {
            #expect(rule["do"] == (try JSONParser.parse(Array(action.utf8))))
        }
    }

    @Test(arguments: [
        #"{"truncate":120,"then":"reset"}"#, #"{"slow":{"bytesPerSecond":50}}"#,
        #"{"garbage":true}"#,
    ])
    func `acts while answering when its action does`(action: String) throws {
        let told = try play.control("POST", "/fake/faults", #"{"do":\#(action)}"#)

        let rule = try #require(told["faults"]?.array?.first)
        #expect(rule["at"] == "answering")
        #expect(rule["do"] == (try JSONParser.parse(Array(action.utf8))))
    }

    @Test(arguments: [
        #"{"after":2,"then":"stall"}"#, #"{"after":0,"then":"cut","drop":"bookmarks"}"#,
        #"{"after":0,"then":{"error":"etcdTimeout"}}"#, #"{"drop":"bookmarks"}"#,
    ])
    func `acts on watches when its action does`(action: String) throws {
        let told = try play.control("POST", "/fake/faults", #"{"do":{"watch":\#(action)}}"#)

        let rule = try #require(told["faults"]?.array?.first)
        #expect(rule["at"] == "watching")
        #expect(rule["do"]?["watch"] == (try JSONParser.parse(Array(action.utf8))))
    }

    @Test(arguments: [
        (#"{}"#, #""do" is missing: say what is to happen, such as {"reset":true}"#),
        (#"{"do":{}}"#, #"the field "do" must be an action such as"#),
        (#"{"do":{"reset":true,"delay":"1s"}}"#, #"the field "do" must have one action, not 2"#),
        (#"{"do":{"resett":true}}"#, #"unknown field "do.resett": there is pass, error"#),
        (#"{"do":{"reset":false}}"#, #"the field "do.reset" must be a plain true, not false"#),
        (#"{"do":"reset"}"#, #"the field "do" must be an object or "pass", not "reset""#),
        (#"{"do":[{"reset":true},{"delay":"5"}]}"#, #"the field "do[1].delay" must be a duration"#),
        (
            #"{"do":{"delay":"-1s"}}"#,
            #"the field "do.delay" must be a duration from 0s to 24h, not "-1s""#
        ),
        (
            #"{"do":{"delay":{"from":"2s","to":"1s"}}}"#,
            #"the field "do.delay.to" must be no less than "from""#
        ),
        (
            #"{"do":{"error":"etcdDown"}}"#,
            #"the field "do.error" must be a name, one of etcdLeaderChanged, etcdTimeout"#
        ),
        (#"{"do":{"status":418}}"#, #"the field "do.status" must be a code, one of 400, 401"#),
        (
            #"{"do":{"answer":{"code":99}}}"#,
            #"the field "do.answer.code" must be a whole number from 200 to 599"#
        ),
        (
            #"{"do":{"answer":{"code":502,"headers":{"a":"b\r\nc"}}}}"#,
            #"the field "do.answer.headers" must be"#
        ),
        (#"{"do":{"stale":{}}}"#, #"the field "do.stale" must have "by""#),
        (#"{"do":{"watch":{"after":1}}}"#, #"the field "do.watch" must have "then""#),
        (
            #"{"do":{"watch":{"then":"stop"}}}"#,
            #"the field "do.watch.then" must be a name, one of stall, cut, end"#
        ),
        (
            #"{"do":{"reset":true},"match":{"verbs":"get"}}"#,
            #"unknown field "match.verbs": a match takes"#
        ),
        (
            #"{"do":{"reset":true},"match":{"verb":"gett"}}"#,
            #"the field "match.verb" must be one of get, list"#
        ),
        (
            #"{"do":{"reset":true},"match":{"client":[]}}"#,
            #"the field "match.client" is an empty list"#
        ),
        (
            #"{"do":{"reset":true},"match":{"client":"a","client":"b"}}"#,
            #"the field "match.client" is given twice"#
        ),
        (#"{"do":{"reset":true},"timeout":"1s"}"#, #""timeout" says how long a request is held"#),
        (#"{"do":{"reset":true},"skip":99999999999999999999}"#, #"the field "skip" must be a"#),
        (#"{"do":{"slow":{"bytesPerSecond":0}}}"#, #"the field "do.slow.bytesPerSecond" must be"#),
        (#"{"do":{"delay":"25h"}}"#, #"the field "do.delay" must be a duration from 0s to 24h"#),
        (#"{"do":{"delay":{"median":"1s","sigma":1e308}}}"#, #"the field "do.delay.sigma" must"#),
        (#"{"do":{"truncate":1e300}}"#, #"the field "do.truncate" must be a whole number from 0"#),
        (
            #"{"do":{"reset":true},"when":"now"}"#,
            #"unknown field "when": /fake/faults takes the fields name, tag"#
        ),
        (
            #"{"do":{"reset":true},"at":"never"}"#,
            #"the field "at" must be a name, one of received, beforeCommit"#
        ),
        (#"{"do":{"reset":true},"times":0}"#, #"the field "times" must be a whole number from 1"#),
        (
            #"{"do":{"reset":true},"probability":1.5}"#,
            #"the field "probability" must be a number from 0 to 1"#
        ),
        (#"{"do":{"reset":true},"until":{}}"#, #"the field "until" must be a condition"#),
        (
            #"{"do":{"reset":true},"until":{"after":"1s","time":"2026-01-01T00:00:00Z"}}"#,
            #"the field "until" must have either "after" or "time""#
        ),
        (#"{"do":{"reset":true},"name":"a/b"}"#, #""name" must have 1 to 253 bytes and no slash"#),
        (
            #"{"do":{"truncate":1},"at":"received"}"#,
            #"the action truncate does not act at received, but at answering"#
        ),
        (
            #"{"do":{"reset":true},"match":{"status":200}}"#,
            #""match.status" is known at answering only"#
        ),
        (#"{"preset":"storm"}"#, #"the field "preset" must be a name, one of etcd-leader-change"#),
        (#"{"preset":"slow-disk","do":{"reset":true}}"#, #"unknown field "do": there is preset"#),
    ])
    func `that makes no sense is refused in words`(rule: String, message: String) throws {
        let refusal = try refusal(rule)
        #expect(refusal.hasPrefix(message), "\(refusal)")
    }

    @Test(arguments: [
        (#"{"at":"watching","do":{"error":"etcdTimeout"}}"#, "once a watch has begun"),
        (
            #"{"at":"afterCommit","match":{"verb":"get"},"do":{"reset":true}}"#,
            "nothing is committed"
        ),
        (#"{"do":{"answer":{"code":200}}}"#, "no server answers 200 to a write"),
        (#"{"do":{"watch":{"then":"swap"}}}"#, "no server tells of changes out of order"),
        (
            #"{"at":"beforeCommit","match":{"verb":"update"},"do":{"answer":{"code":201}}}"#,
            "no server answers 201 to a write"
        ),
    ])
    func `that does what no server can is refused, unless it says so`(
        rule: String, message: String
    ) throws {
        let refusal = try refusal(rule)
        #expect(refusal.contains(message), "\(refusal)")
        try play.addFault(rule.dropLast() + #","impossible":true}"#)
    }

    @Test func `may answer a read with anything`() throws {
        try play.addFault(#"{"match":{"verb":"read"},"do":{"answer":{"code":200,"text":"x"}}}"#)

        #expect(try play.answer(play.get("web")).body == Array("x".utf8))
    }

    @Test func `in a list is told by its place when it makes no sense, and none is added`() throws {
        let refusal = try refusal(#"[{"do":{"reset":true}},{"name":"n","do":{"reset":1}}]"#)

        #expect(refusal == #"rule 2 ("n"): the field "do.reset" must be a plain true, not 1"#)
        #expect(try play.control("GET", "/fake/faults")["faults"] == [])
    }

    @Test func `is a list only where there may be more than one`() throws {
        let list = #"[{"do":{"reset":true}},{"do":{"close":true}}]"#
        try play.addFault(list)

        #expect(try play.ask("PUT", "/fake/faults/a", list).status == 400)
        #expect(try play.ask("POST", "/fake/clock", "[]").status == 400)
    }
}

@Suite struct `Rules` {
    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
    }

    @Test func `are ten thousand at most, all of them or none`() throws {
        let rules = (1...10_000).map {
            #"{"name":"n\#($0)","match":{"client":"c\#($0)"},"do":{"status":503}}"#
        }
        let more = "[\((rules + [rules[0].replacing("n1", with: "m")]).joined(separator: ","))]"
        #expect(try play.ask("POST", "/fake/faults", more).status == 400)
        #expect(try play.control("GET", "/fake/faults")["faults"] == [])
        try play.addFault("[\(rules.joined(separator: ","))]")
        #expect(try play.ask("POST", "/fake/faults", #"{"do":{"reset":true}}"#).status == 400)

        #expect(play.status(of: try play.get("web", as: "c9999")) == 503)
        #expect(play.status(of: try play.get("web", as: "c10001")) == 404)
        #expect(try play.fault("n9999")["acted"] == 1)
        #expect(try play.control("DELETE", "/fake/faults")["removed"]?.array?.count == 10_000)
    }

    private func names() throws -> [String] {
        try #require(play.control("GET", "/fake/faults")["faults"]?.array).compactMap {
            $0["name"]?.string
        }
    }

    @Test func `have names that are made up where they have none`() throws {
        try play.addFault(
            #"[{"do":{"reset":true}},{"name":"x","do":"pass"},{"do":{"close":true}}]"#)

        #expect(try names() == ["f1", "x", "f3"])
    }

    @Test func `cannot share a name`() throws {
        try play.addFault(#"{"name":"x","do":{"reset":true}}"#)

        #expect(try play.ask("POST", "/fake/faults", #"{"name":"x","do":"pass"}"#).status == 409)
    }

    @Test func `are replaced in their place`() throws {
        try play.addFault(
            #"[{"name":"x","do":{"reset":true}},{"name":"y","do":{"close":true}}]"#)
        let replaced = try play.control("PUT", "/fake/faults/x", #"{"do":{"status":503}}"#)

        #expect(replaced["name"] == "x")
        #expect(try names() == ["x", "y"])
        #expect(try play.status(of: play.get("web")) == 503)
    }

    @Test func `are removed by name, by tag, or all`() throws {
        try play.addFault(
            #"[{"name":"a","tag":"t","do":"pass"},{"name":"b","do":"pass"},{"name":"c","tag":"t","do":"pass"},{"name":"d","do":"pass"}]"#
        )
        #expect(try play.control("DELETE", "/fake/faults/b") == ["removed": ["b"]])
        #expect(try play.control("DELETE", "/fake/faults?tag=t") == ["removed": ["a", "c"]])
        #expect(try names() == ["d"])
        #expect(try play.control("DELETE", "/fake/faults") == ["removed": ["d"]])
        #expect(try play.ask("DELETE", "/fake/faults/d").status == 404)
    }

    @Test func `go with a reset`() throws {
        try play.addFault(#"{"name":"x","do":{"reset":true}}"#)
        try play.ask("POST", "/fake/reset")

        #expect(try names() == [])
        #expect(try play.status(of: play.create("web")) == 201)
    }

    @Test func `are the business of one cluster`() throws {
        try play.ask("POST", "/fake/clusters", #"{"name":"b"}"#)
        try play.ask("POST", "/clusters/b/fake/faults", #"{"do":{"status":503}}"#)

        #expect(try play.status(of: play.create("web")) == 201)
        #expect(try play.ask("GET", "/clusters/b/version").status == 503)
    }

    @Test func `do not touch the control API`() throws {
        try play.addFault(#"{"do":{"reset":true}}"#)

        #expect(try play.ask("GET", "/fake/faults").status == 200)
    }
}
