import Foundation
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `What goes wrong in a snapshot` {
    private let play: HandlerPlay

    init() throws {
        play = try Self.newPlay()
        try play.create("web")
    }

    private static func newPlay(seed: UInt64 = 7) throws -> HandlerPlay {
        try HandlerPlay(seed: seed) { $0.clock = .manual(startingAt: .epoch) }
    }

    private func snapshot(of play: HandlerPlay) throws -> String {
        String(decoding: try play.ask("GET", "/fake/snapshot").body, as: UTF8.self)
    }

    @discardableResult
    private func restore(_ text: String, in play: HandlerPlay) throws -> JSONValue {
        try JSONParser.parse(
            play.ask(
                "PUT", "/fake/snapshot", text, fields: ["Content-Type": "application/yaml"]
            ).body)
    }

    /// What a snapshot tells of rules and partitions.
    private func faults(in text: String) throws -> String {
        let start = try #require(text.range(of: "\nfaults:")).lowerBound
        let end = try #require(text.range(of: "\n---\n")).lowerBound
        return String(text[start..<end])
    }

    private func statuses(_ count: Int, of play: HandlerPlay) throws -> [Int] {
        try (0..<count).map { _ in try play.status(of: play.get("web")) ?? 0 }
    }

    @Test func `is in the words in which it is made`() throws {
        try play.addFault(
            #"{"match":{"client":"a","verb":["get","list"]},"skip":1,"times":3,"do":[{"status":503},"pass",{"error":"etcdTimeout"}],"tag":"t"}"#
        )
        try play.control("POST", "/fake/partitions", #"{"client":"b","direction":"toClient"}"#)
        _ = try statuses(3, of: play)

        let text = try snapshot(of: play)
        #expect(
            text.contains(
                """

                faults:
                - name: f1
                  tag: t
                  match:
                    client: a
                    verb:
                    - get
                    - list
                  skip: 1
                  times: 3
                  at: received
                  do:
                  - status:
                      message: "the server is currently unable to handle the request"
                      reason: ServiceUnavailable
                      details: {}
                      code: 503
                  - pass
                  - error: etcdTimeout
                  seen: 3
                  taken: 2
                  acted: 1
                partitions:
                - client: b
                  direction: toClient
                ---

                """), "\(text)")
    }

    @Test func `is nothing where nothing does`() throws {
        #expect(try snapshot(of: play).contains("\nfaults: []\npartitions: []\n---\n"))
    }

    @Test func `comes back as it was, with what it had done`() throws {
        try play.addFault(#"{"name":"r","skip":1,"times":2,"do":[{"status":503},{"status":500}]}"#)
        #expect(try statuses(2, of: play) == [200, 503])
        let text = try snapshot(of: play)
        #expect(try statuses(2, of: play) == [500, 200])
        #expect(try play.fault("r")["state"] == "spent")

        try restore(text, in: play)
        #expect(try play.fault("r")["state"] == "active")
        #expect(try play.fault("r")["left"] == 1)
        #expect(try statuses(2, of: play) == [500, 200])
        try restore(text, in: play)
        #expect(try snapshot(of: play).contains("\n  seen: 2\n  acted: 1\n"))
    }

    @Test func `takes the place of all rules and partitions`() throws {
        let before = try snapshot(of: play)
        try play.addFault(#"{"name":"late","match":{"verb":"list"},"do":{"status":503}}"#)
        try play.control("POST", "/fake/partitions", #"{"client":"b"}"#)
        let silent = try play.get("web", as: "b")

        try restore(before, in: play)
        #expect(try play.control("GET", "/fake/faults")["faults"] == [])
        #expect(try play.control("GET", "/fake/partitions")["partitions"] == [])
        #expect(play.end(of: silent) == .reset)
        #expect(play.status(of: try play.send("GET", HandlerPlay.leases())) == 200)
    }

    @Test(arguments: ["", "apiVersion: fake-apiserver/v1\nkind: Cluster\nseed: 3\n---\n"])
    func `stays when a snapshot says nothing of it`(header: String) throws {
        try play.addFault(#"{"name":"r","match":{"verb":"list"},"do":{"status":503}}"#)
        try play.control("POST", "/fake/partitions", #"{"client":"b"}"#)
        let lease = "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: web}\n"

        #expect(try restore(header + lease, in: play)["code"] == nil)
        #expect(try play.fault("r")["state"] == "active")
        #expect(try play.control("GET", "/fake/partitions")["partitions"]?.array?.count == 1)
    }

    @Test func `may be a preset, and a rule without a name`() throws {
        let answer = try restore(
            """
            apiVersion: fake-apiserver/v1
            kind: Cluster
            faults:
            - preset: etcd-leader-change
              match: {client: a}
            - do: {status: 503}
              acted: 2
            """, in: play)

        #expect(answer["code"] == nil, "\(answer)")
        let rules = try #require(try play.control("GET", "/fake/faults")["faults"]?.array)
        #expect(
            rules.map { $0["name"]?.string } == [
                "etcd-leader-change-1", "etcd-leader-change-2", "f3",
            ])
        #expect(rules[2]["seen"] == 2)
        #expect(rules[2]["acted"] == 2)
    }

    @Test func `lets what is held go on before, and holds nothing again`() throws {
        try play.addFault(#"{"name":"h","match":{"verb":"patch"},"do":{"hold":true}}"#)
        let text = try snapshot(of: play)
        let held = try play.patch("web", holder: "b")
        #expect(play.isWaiting(held))

        try restore(text, in: play)
        let written = try JSONParser.parse(try play.answer(held).body)
        let list = try JSONParser.parse(try play.ask("GET", APIClient.leases).body)
        #expect(written[path: "spec", "holderIdentity"] == "b")
        #expect(written[path: "metadata", "resourceVersion"] == "7")
        #expect(list[path: "metadata", "resourceVersion"] == "8")
        #expect(try play.holder("web") == "a")
        #expect(try play.held() == [])
        #expect(try play.fault("h")["seen"] == 0)
    }

    @Test func `ends when it would have ended`() throws {
        try play.addFault(
            #"[{"name":"r","match":{"verb":"get"},"until":{"after":"30s"},"do":{"status":503}},{"name":"c","until":{"lease":"default/web","holder":"b"},"match":{"verb":"delete"},"do":{"status":503}}]"#
        )
        try play.control("POST", "/fake/clock", #"{"advance":"20s"}"#)
        let early = try snapshot(of: play)
        try play.patch("web", holder: "b")
        #expect(try play.fault("c")["state"] == "expired")
        try play.patch("web", holder: "a")
        let late = try snapshot(of: play)
        try play.control("POST", "/fake/clock", #"{"advance":"20s"}"#)
        #expect(try play.fault("r")["state"] == "expired")

        try restore(early, in: play)
        #expect(try play.fault("r")["until"] == ["time": "2026-01-01T00:00:30.000000Z"])
        #expect(try play.fault("r")["state"] == "active")
        #expect(try play.fault("c")["state"] == "active")
        try play.control("POST", "/fake/clock", #"{"advance":"10s"}"#)
        #expect(try play.fault("r")["state"] == "expired")
        try play.patch("web", holder: "b")
        #expect(try play.fault("c")["state"] == "expired")

        try restore(late, in: play)
        #expect(try play.fault("r")["state"] == "active")
        #expect(try play.fault("c")["state"] == "expired")
        #expect(try faults(in: snapshot(of: play)) == faults(in: late))
    }

    @Test func `may name a rule that is gone, or comes later`() throws {
        try play.addFault(#"{"name":"first","do":"pass"}"#)
        try play.addFault(
            #"{"name":"second","given":{"faults":"spent","rule":"first"},"do":{"status":503}}"#)
        try play.addFault(
            #"{"name":"third","until":{"held":1,"rule":"second"},"do":{"status":503}}"#)
        try play.control("DELETE", "/fake/faults/first")
        let text = try snapshot(of: play)

        let other = try Self.newPlay()
        #expect(try restore(text, in: other)["code"] == nil)
        #expect(try snapshot(of: other) == text)
    }

    @Test func `goes on the same each time`() throws {
        try play.addFault(#"{"name":"r","probability":0.5,"do":{"status":503}}"#)
        _ = try statuses(7, of: play)
        let text = try snapshot(of: play)
        var runs: [[Int]] = []
        for seed in [1, 2] as [UInt64] {
            let other = try Self.newPlay(seed: seed)
            try restore(text, in: other)
            runs.append(try statuses(40, of: other))
        }

        #expect(runs[0] == runs[1])
        #expect(Set(runs[0]) == [200, 503])
    }

    @Test func `is lost by a reset, and not taken along by a fork`() throws {
        try play.addFault(#"{"name":"r","match":{"verb":"list"},"do":{"status":503}}"#)
        let text = try snapshot(of: play)
        try play.control("POST", "/fake/clusters", #"{"name":"fork","from":"default"}"#)
        #expect(try play.control("GET", "/clusters/fork/fake/faults")["faults"] == [])

        try restore(text, in: play)
        try play.control("POST", "/fake/reset", #"{"only":["faults"]}"#)
        #expect(try play.control("GET", "/fake/faults")["faults"] == [])
    }

    /// Whatever there is to say of a rule.
    @Test func `says all that a rule can say`() throws {
        let names = [
            #""a b""#, #""- x: [1]""#, #""Ünïcödé ☃ \u2028""#, ##""#hash""##, #""*""#, #""yes""#,
            #""1""#, #""line\nbreak""#, #""'\"`\\""#, #""null""#, #""---""#,
        ]
        for name in names { try play.addFault(#"{"name":\#(name),"tag":\#(name),"do":"pass"}"#) }
        for action in Self.actions { try play.addFault(#"{"times":9,"do":\#(action)}"#) }
        try play.addFault(
            #"{"match":{"client":"*","connection":[1,"new"],"path":"/a?*","holder":"","userAgent":"x: y #z"},"given":{"all":[{"not":{"quiet":"2s"}},{"any":[{"requests":{"client":"a"},"count":{"atMost":3}},{"sequence":[{"verb":"get"}],"since":3}]},{"terms":"default/web","findings":["foreignRenewal"]},{"object":"leasecandidates/default/a","exists":false},{"watches":{},"count":2}]},"probability":0.25,"until":{"lease":"default/web","transitions":{"atLeast":2}},"do":{"hold":true},"timeout":"1m30s"}"#
        )
        let text = try snapshot(of: play)

        let other = try Self.newPlay()
        #expect(try restore(text, in: other)["code"] == nil)
        #expect(try snapshot(of: other) == text)
        #expect(
            try other.control("GET", "/fake/faults") == play.control("GET", "/fake/faults"))
    }

    private static let actions = [
        #"{"error":{"name":"forbidden","user":"u: v"}}"#,
        #"{"error":{"name":"quota","quota":"q","limit":0}}"#,
        #"{"error":{"name":"webhookDenied","webhook":"w","reason":"no\nway","code":403}}"#,
        #"{"error":{"name":"webhookDown","webhook":"w"}}"#, #"{"status":404}"#,
        #"{"status":{"code":418,"message":"tea","details":{"name":"n","causes":[{"reason":"r","message":"m","field":"f"}]},"retryAfterSeconds":3}}"#,
        #"{"answer":{"code":502,"headers":{"Server":"a: b","X-Empty":""},"text":"<html>\n  \t\u0007\n"}}"#,
        #"{"delay":"1.5ms"}"#, #"{"delay":{"from":"0s","to":"24h"}}"#,
        #"{"delay":{"median":"100ms","sigma":0.5}}"#, #"{"truncate":0,"then":"hang"}"#,
        #"{"slow":{"bytesPerSecond":50}}"#, #"{"stale":{"by":3}}"#, #"{"stale":{"at":"41"}}"#,
        #"{"watch":{"after":2,"then":{"error":"etcdNoLeader"},"drop":"bookmarks"}}"#,
        #"{"watch":{"drop":"bookmarks"}}"#, #"["pass",{"expire":true}]"#,
    ]

    @Test(arguments: [
        (
            "faults:\n- name: x\n  do: {error: etcdDown}",
            #"document 1, line 4: faults[0] ("x"): the field "do.error" must be a name, one of"#
        ),
        (
            "faults:\n- {do: pass}\n- do: pass\n  sene: 1",
            #"document 1, line 5: faults[1]: unknown field "sene": there is name, tag, match"#
        ),
        (
            "faults:\n- {do: pass, acted: 3, taken: 2}",
            "document 1, line 4: faults[0]: a rule acts on no more requests than it has taken"
        ),
        (
            "faults:\n- {do: pass, seen: -1}",
            #"document 1, line 4: faults[0]: the field "seen" must be a whole number from 0"#
        ),
        ("faults:\n- 3", "document 1, line 4: faults[0]: it must be an object, not 3"),
        ("faults: {}", #"document 1, line 1: the field "faults" must be a list, not an object"#),
        (
            "faults:\n- {name: x, do: pass}\n- {name: x, do: pass}",
            #"document 1, line 5: faults[1] ("x"): there is a rule "x" already"#
        ),
        (
            "faults:\n- {preset: slow-disk, acted: 1}",
            #"document 1, line 4: faults[0]: unknown field "acted": there is preset, match, tag"#
        ),
        (
            "faults:\n- {name: f2, do: pass}\n- {do: pass}\n- {name: f2, do: pass}",
            #"document 1, line 6: faults[2] ("f2"): there is a rule "f2" already"#
        ),
        (
            "partitions:\n- client: a\n- {client: a}",
            #"document 1, line 5: partitions[1]: the client "a" is cut off already"#
        ),
        (
            "partitions:\n- client: a/b",
            #"document 1, line 4: partitions[0]: the "client" must be a name of"#
        ),
        (
            "partitions:\n- {client: a, direction: up}",
            #"document 1, line 4: partitions[0]: the field "direction" must be a name, one of"#
        ),
        (
            "partitions:\n- direction: both",
            #"document 1, line 4: partitions[0]: the field "client" must be the name of a client"#
        ),
        ("seed: 1\nseed: 2", #"document 1, line 1: line 4: key "seed" already set in map"#),
    ])
    func `is refused with the place of what is wrong`(lines: String, message: String) throws {
        try play.addFault(#"{"name":"mine","do":"pass"}"#)
        let before = try snapshot(of: play)
        let answer = try restore(
            "apiVersion: fake-apiserver/v1\nkind: Cluster\n\(lines)\n", in: play)

        #expect(answer["code"] == 400)
        #expect(answer["message"]?.string?.hasPrefix(message) == true, "\(answer)")
        #expect(try snapshot(of: play) == before)
    }
}
