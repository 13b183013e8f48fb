import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeTime
import Testing

@Suite struct `The terms of a lease` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// Has `holder` write the lease `app` at the clock's time plus `skew` seconds.
    private func write(
        _ play: inout HostPlay, _ holder: String, transitions: Int64 = 0, skew: Int64 = 0
    ) throws {
        let text = try #require(try play.ask("GET", "/fake/clock")["now"]?.string)
        let now = try #require(TimeFormat.microseconds.parse(text))
        let spec: JSONValue = [
            "holderIdentity": .string(holder), "leaseDurationSeconds": 15,
            "renewTime": .string((now + .seconds(skew)).rfc3339Micro),
            "leaseTransitions": .integer(transitions),
        ]
        let old = try play.ask("GET", "\(leases)/app")
        let object: JSONValue = [
            "metadata": old["kind"] == "Lease" ? (old["metadata"] ?? [:]) : ["name": "app"],
            "spec": spec,
        ]
        let isNew = old["kind"] != "Lease"
        _ = try play.ask(
            isNew ? "POST" : "PUT", isNew ? leases : "\(leases)/app", JSONWriter.text(object))
    }

    private func terms(_ play: inout HostPlay, _ query: String = "") throws -> [JSONValue] {
        try #require(try play.ask("GET", "/fake/terms\(query)")["terms"]?.array)
    }

    @Test func `last from one holder to the next`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        try play.advance("10s")
        try write(&play, "one")
        try play.advance("16s")
        try write(&play, "two", transitions: 1)
        let terms = try terms(&play)
        #expect(terms.map { $0["holderIdentity"] } == ["one", "two"])
        #expect(terms[0]["from"] == "2026-01-01T00:00:00.000000Z")
        #expect(terms[0]["to"] == "2026-01-01T00:00:26.000000Z")
        #expect(terms[0]["ended"] == "takenOver")
        #expect(terms[0]["renewals"] == 1)
        #expect(terms[0]["toVersion"] == terms[1]["fromVersion"])
        #expect(terms[1]["to"] == .null)
        #expect(terms.allSatisfy { $0["findings"] == [] })
    }

    @Test func `of holders with huge names are few, and their findings short`() throws {
        var play = try HostPlay()
        for number in 0..<20 {
            try write(&play, String(repeating: "\(number % 10)", count: 200_000))
        }
        let answer = try play.ask("GET", "/fake/terms")
        let terms = try #require(answer["terms"]?.array)
        #expect(terms.count + Int(answer["omitted"]?.integer ?? 0) == 20)
        #expect(terms.count < 10)
        let findings = terms.flatMap { $0["findings"]?.array ?? [] }
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { ($0["message"]?.string ?? "").utf8.count < 1_000 })
    }

    @Test func `whose beginning is forgotten have at least the renewals that are remembered`()
        throws
    {
        var play = try HostPlay()
        try write(&play, "one")
        try play.advance("10s")
        try write(&play, "one")
        _ = try play.ask("POST", "/fake/history/expire")
        var texts: [String] = []
        for _ in 1...2 {
            let number = try play.send("GET", "/fake/terms", accept: "text/plain")
            texts.append(
                String(decoding: try #require(play.answer(number)).body, as: UTF8.self))
            try play.advance("1s")
            try write(&play, "one")
        }
        let beginning = "  one held it from before what is remembered on, and "
        #expect(texts[0].contains("\(beginning)has not renewed it since."))
        #expect(texts[1].contains("\(beginning)renewed it at least once."))
    }

    @Test func `are sentences for people`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        try play.advance("10s")
        try write(&play, "one")
        try play.advance("1s")
        try write(&play, "two", transitions: 1)
        let number = try play.send(
            "GET", "/fake/terms?namespace=default&lease=app", accept: "text/plain")
        let answer = try #require(play.answer(number))
        #expect(
            String(decoding: answer.body, as: UTF8.self) == """
                Lease default/app
                  one held it from 2026-01-01T00:00:00.000000Z until 2026-01-01T00:00:11.000000Z, \
                when somebody else got it, and renewed it once, with gaps of up to 10s.
                  two held it from 2026-01-01T00:00:11.000000Z on, and never renewed it.
                    takeoverBeforeExpiry at 2026-01-01T00:00:11.000000Z: the lease was taken from \
                one although it lasted until 2026-01-01T00:00:25.000000Z
                    overlap at 2026-01-01T00:00:11.000000Z: one could rely on its last renewal \
                until 2026-01-01T00:00:25.000000Z

                """)
    }

    @Test func `are the same when they are asked for between`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        _ = try terms(&play)
        try play.advance("16s")
        try write(&play, "two", transitions: 1)
        var other = try HostPlay()
        try write(&other, "one")
        try other.advance("16s")
        try write(&other, "two", transitions: 1)
        #expect(try terms(&play) == terms(&other))
    }

    @Test func `overlap when the lease is taken too early`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        try play.advance("5s")
        try write(&play, "two", transitions: 1)
        let findings = try terms(&play)[1]["findings"]
        #expect(findings?.texts("kind") == ["takeoverBeforeExpiry", "overlap"])
        #expect(
            findings?.texts("message").last
                == "one could rely on its last renewal until 2026-01-01T00:00:15.000000Z")
    }

    @Test func `do not overlap when the holder gave the lease back`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        try write(&play, "")
        try write(&play, "two", transitions: 1)
        let terms = try terms(&play)
        #expect(terms.map { $0["ended"] } == ["released", .null])
        #expect(terms[1]["findings"] == [])
    }

    @Test func `tell of a renewal that came too late`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        try play.advance("20s")
        try write(&play, "one")
        #expect(try terms(&play)[0]["findings"]?.texts("kind") == ["renewalAfterExpiry"])
    }

    @Test func `tell of a transition that was not counted`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        try play.advance("16s")
        try write(&play, "two")
        #expect(try terms(&play)[1]["findings"]?.texts("kind") == ["transitionNotCounted"])
    }

    @Test(arguments: [(1, 0), (-1, 0), (2, 1), (-2, 1)])
    func `tell of a clock that is wrong by more than a second`(skew: Int, count: Int) throws {
        var play = try HostPlay()
        try write(&play, "one", skew: Int64(skew))
        let findings = try terms(&play)[0]["findings"]
        #expect(findings?.texts("kind") == Array(repeating: "clockSkew", count: count))
    }

    @Test(arguments: [
        ("merge-patch", #"{"spec":{"holderIdentity":"two"}}"#, ["unconditionalTakeover"]),
        (
            "merge-patch",
            #"{"metadata":{"resourceVersion":"VERSION"},"spec":{"holderIdentity":"two"}}"#, []
        ),
        (
            "strategic-merge-patch", #"{"spec":{"holderIdentity":"two"}}"#,
            ["unconditionalTakeover"]
        ),
        (
            "json-patch", #"[{"op":"replace","path":"/spec/holderIdentity","value":"two"}]"#,
            ["unconditionalTakeover"]
        ),
        (
            "json-patch",
            #"""
            [{"op":"test","path":"/metadata/resourceVersion","value":"VERSION"},
            {"op":"replace","path":"/spec/holderIdentity","value":"two"}]
            """#, []
        ),
    ])
    func `tell of a takeover that checked no version`(
        type: String, patch: String, kinds: [String]
    ) throws {
        var play = try HostPlay()
        try write(&play, "one")
        try write(&play, "")
        let lease = try play.ask("GET", "\(leases)/app")
        let version = try #require(lease[path: "metadata", "resourceVersion"]?.string)
        let number = try play.send(
            "PATCH", "\(leases)/app", patch.replacing("VERSION", with: version),
            type: "application/\(type)+json")
        #expect(play.answer(number)?.status == 200)
        let found = try terms(&play)[1]["findings"]?.texts("kind") ?? []
        #expect(found.filter { $0 != "transitionNotCounted" } == kinds)
    }

    @Test func `end with the lease`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        _ = try play.ask("DELETE", "\(leases)/app")
        #expect(try terms(&play)[0]["ended"] == "leaseDeleted")
    }

    @Test func `begin anew with a reset`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        #expect(try terms(&play).count == 1)
        _ = try play.ask("POST", "/fake/reset")
        #expect(try terms(&play).isEmpty)
    }

    @Test func `show that a lease was stolen`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        _ = try play.ask(
            "POST", "/fake/leases/default/app/steal", #"{"holderIdentity":"two"}"#)
        #expect(
            try terms(&play)[1]["findings"]?.texts("kind") == ["takeoverBeforeExpiry", "overlap"])
    }

    @Test func `of the last thousand and more that ended are kept`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        for number in 0..<2_001 {
            _ = try play.ask(
                "POST", "/fake/leases/default/app/steal", #"{"holderIdentity":"\#(number)"}"#)
        }
        let answer = try play.ask("GET", "/fake/terms")
        #expect(answer["terms"]?.array?.count == 1_002)
        #expect(answer["omitted"] == 1_000)
    }

    @Test func `of a lease that was deleted are still told`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        _ = try play.ask("DELETE", "\(leases)/app")
        #expect(try terms(&play, "?lease=app").count == 1)
        _ = try play.ask("POST", "/fake/reset")
        #expect(try play.ask("GET", "/fake/terms?lease=app")["code"] == 404)
    }

    @Test func `are none where nobody has held the lease, which is told`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"idle"}}"#)
        let answer = try play.ask("GET", "/fake/terms?lease=idle")
        #expect(answer["terms"] == [])
        #expect(answer["note"] == #"as far as is remembered, nobody has held the lease "idle""#)
        let number = try play.send("GET", "/fake/terms", accept: "text/plain")
        #expect(
            String(decoding: try #require(play.answer(number)).body, as: UTF8.self)
                == "as far as is remembered, nobody has held a lease\n")
    }

    @Test(arguments: [
        (
            "lease=ap",
            #"there is no lease "ap", and no terms of one are remembered; did you mean app?"#
        ),
        ("lease=typo", #"there is no lease "typo", and no terms of one are remembered"#),
        (
            "namespace=kube-system&lease=app",
            #"there is no lease "app" in the namespace "kube-system", and no terms of one are "#
                + "remembered"
        ),
    ])
    func `of a lease that never was are not found`(query: String, message: String) throws {
        var play = try HostPlay()
        try write(&play, "one")
        let answer = try play.ask("GET", "/fake/terms?\(query)")
        #expect(answer["code"] == 404)
        #expect(answer["message"] == .string(message))
    }

    @Test func `of a namespace that is not there are none, which is told`() throws {
        var play = try HostPlay()
        #expect(
            try play.ask("GET", "/fake/terms?namespace=defualt")["note"]
                == #"there is no namespace "defualt"; did you mean default?"#)
    }

    @Test func `can be asked for by namespace and lease`() throws {
        var play = try HostPlay()
        try write(&play, "one")
        #expect(try terms(&play, "?namespace=default&lease=app").count == 1)
        #expect(try terms(&play, "?namespace=other").isEmpty)
        let number = try play.send("GET", "/fake/terms?holder=one")
        #expect(play.answer(number)?.status == 400)
    }
}

extension Timestamp {
    /// The instant with microseconds, as leases spell it.
    fileprivate var rfc3339Micro: String { TimeFormat.microseconds.format(self) }
}
