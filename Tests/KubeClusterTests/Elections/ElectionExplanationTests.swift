import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTime
import Testing

@Suite struct `The explanation of an election` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let candidates = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"

    /// A cluster in which two candidates have just asked for the lease `app`.
    private func play(
        configure: (inout ClusterOptions) -> Void = { _ in }
    ) throws -> HostPlay {
        var play = try HostPlay(elects: true, configure: configure)
        for (name, version) in [("one", "1.1.0"), ("two", "1.0.0")] {
            _ = try play.ask(
                "POST", candidates,
                """
                {"metadata":{"name":"\(name)"},"spec":{"leaseName":"app",
                "binaryVersion":"1.1.0","emulationVersion":"\(version)",
                "strategy":"OldestEmulationVersion","renewTime":"2026-01-01T00:00:00.000000Z"}}
                """)
        }
        return play
    }

    private func text(_ play: inout HostPlay, _ path: String) throws -> String {
        let number = try play.send("GET", path, accept: "text/plain")
        let answer = try #require(play.answer(number))
        #expect(answer.fields["Content-Type"] == "text/plain; charset=utf-8")
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test func `tells candidates, comparison, outcome and version`() throws {
        var play = try play()
        let explanation = try play.ask("GET", "/fake/elections/default/app")
        let lease = try play.ask("GET", "\(leases)/app")
        #expect(explanation[path: "state", "holderIdentity"] == "one")
        #expect(explanation["candidates"]?.texts("name") == ["one", "two"])
        #expect(explanation["candidates"]?.texts("state") == ["fresh", "fresh"])
        let decisions = try #require(explanation["decisions"]?.array)
        let elected = try #require(decisions.first { $0["effect"] == "leaseCreated" })
        #expect(elected["cause"] == "leaseMissing")
        #expect(elected["verdict"] == "elect")
        let preferred = try #require(decisions.last { $0["effect"] == "leaseUpdated" })
        #expect(preferred["cause"] == "betterCandidate")
        #expect(preferred[path: "ranking", "lostBy"] == "emulationVersion")
        #expect(
            preferred["committedVersion"] == lease[path: "metadata", "resourceVersion"])
    }

    @Test func `tells who was pinged and who answered`() throws {
        var play = try play()
        try play.advance("6s")
        let explanation = try play.ask("GET", "/fake/elections/default/app")
        let one = try #require(explanation["candidates"]?.array?.first)
        #expect(one["pingTime"] == "2026-01-01T00:00:05.000000Z")
        #expect(one["hasAnsweredPing"] == false)
        #expect(one["state"] == "pending")
    }

    @Test func `can be read by people`() throws {
        var play = try play()
        let text = try text(&play, "/fake/elections/default/app")
        #expect(
            text == """
                Lease default/app at 2026-01-01T00:00:00.000000Z
                It is held by one until 2026-01-01T00:00:05.000000Z (resource version 10). one is \
                asked to make room for two.

                Candidates
                  one is fresh: it renewed within five seconds and can be elected
                    emulation version 1.1.0, binary version 1.1.0, renewed at \
                2026-01-01T00:00:00.000000Z, never pinged
                  two is fresh: it renewed within five seconds and can be elected
                    emulation version 1.0.0, binary version 1.1.0, renewed at \
                2026-01-01T00:00:00.000000Z, never pinged

                Decisions, the oldest first
                  2026-01-01T00:00:00.000000Z
                    The lease did not exist. one was the only one to choose from. one was elected \
                by OldestEmulationVersion. The lease was created as resource version 8.
                    States: one fresh.
                  2026-01-01T00:00:00.000000Z
                    one was the only one to choose from. The best candidate held it, so nothing \
                was done.
                    States: one fresh.
                  2026-01-01T00:00:00.000000Z
                    two was better than the holder. two came before one because its emulation \
                version is lower. two was elected by OldestEmulationVersion. The lease was updated \
                as resource version 10: preferredHolder = two.
                    States: one fresh, two fresh.
                  2026-01-01T00:00:00.000000Z
                    two was better than the holder. two came before one because its emulation \
                version is lower. two was elected by OldestEmulationVersion. The lease says so \
                already.
                    States: one fresh, two fresh.

                """)
    }

    @Test func `lists every lease that has candidates`() throws {
        var play = try play()
        let answer = try play.ask("GET", "/fake/elections")
        #expect(answer["isEnabled"] == true)
        #expect(answer["elections"]?.texts("lease") == ["default/app"])
        #expect(try text(&play, "/fake/elections").hasPrefix("Lease default/app at"))
    }

    @Test func `stays when the candidates have gone`() throws {
        var play = try play()
        for name in ["one", "two"] { _ = try play.ask("DELETE", "\(candidates)/\(name)") }
        let explanation = try play.ask("GET", "/fake/elections/default/app")
        #expect(explanation["candidates"] == [])
        #expect(explanation["decisions"]?.array?.last?["verdict"] == "unmanaged")
    }

    @Test func `tells who is frozen`() throws {
        var play = try play()
        _ = try play.ask(
            "POST", "/fake/leases/default/app/freeze", #"{"holderIdentity":"one"}"#)
        #expect(
            try text(&play, "/fake/elections/default/app")
                .contains("Renewals by one are refused: it is frozen."))
    }

    @Test(arguments: [
        ("GET", "/fake/elections/default/none", "", 404),
        ("GET", "/fake/elections/default", "", 404),
        ("POST", "/fake/elections", "", 405),
        ("GET", "/fake/elections", #"{"lease":"app"}"#, 400),
    ])
    func `is refused when there is none`(
        method: String, path: String, body: String, code: Int
    ) throws {
        var play = try play()
        let number = try play.send(method, path, body)
        #expect(play.answer(number)?.status == code)
    }

    @Test func `is told in events when that is asked for`() throws {
        var play = try play { $0.electionEvents = true }
        let path = "/api/v1/namespaces/default/events"
        let events = try #require(try play.ask("GET", path)["items"])
        #expect(events.texts("reason") == ["LeaderElected", "LeaderPreferred"])
        #expect(
            events.texts("message") == [
                "one was elected by OldestEmulationVersion", "one is asked to make room for two",
            ])
        let source = events.array?.first?[path: "source", "component"]
        #expect(source == "leader-election-controller")
        var silent = try self.play()
        #expect(try silent.ask("GET", path)["items"] == [])
    }

    @Test(arguments: [
        (nil, "expired: it has never renewed, and does not count before it has"),
        (
            "2025-12-31T23:00:00.000000Z",
            "expired: its renewTime is more than half an hour old, so that it does not count"
        ),
        (
            "2026-01-01T01:00:00.000000Z",
            "fresh: its renewTime is still to come, so that it can be elected"
        ),
        ("2025-12-31T23:59:50.000000Z", "pending: it was pinged and may still answer"),
    ])
    func `says no more of a candidate than is true`(renewTime: String?, words: String) throws {
        var play = try HostPlay(elects: true)
        let renewal = renewTime.map { #","renewTime":"\#($0)""# } ?? ""
        _ = try play.ask(
            "POST", candidates,
            """
            {"metadata":{"name":"one"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",
            "emulationVersion":"1.1.0","strategy":"OldestEmulationVersion"\(renewal)}}
            """)
        let text = try text(&play, "/fake/elections/default/app")
        #expect(text.contains("  one is \(words)\n"), "\(text)")
        #expect(text.contains("never renewed, never pinged") == (renewTime == nil))
    }

    @Test func `tells that an answer at the very instant of its ping does not count for long`()
        throws
    {
        var play = try play()
        try play.advance("5s")
        for name in ["one", "two"] {
            _ = try play.send(
                "PATCH", "\(candidates)/\(name)",
                #"{"spec":{"renewTime":"2026-01-01T00:00:05.000000Z"}}"#,
                type: "application/merge-patch+json")
        }
        try play.advance("5s")
        let text = try text(&play, "/fake/elections/default/app")
        #expect(
            text.contains("two is pending: it was pinged and may still answer"), "\(text)")
    }

    @Test func `tells a lease without times from one that has run out`() throws {
        var play = try HostPlay(elects: true)
        _ = try play.ask(
            "POST", leases, #"{"metadata":{"name":"app"},"spec":{"holderIdentity":"other"}}"#)
        _ = try play.ask(
            "POST", candidates,
            """
            {"metadata":{"name":"one"},"spec":{"leaseName":"app","binaryVersion":"1.1.0",
            "emulationVersion":"1.1.0","strategy":"OldestEmulationVersion",
            "renewTime":"2026-01-01T00:00:00.000000Z"}}
            """)
        let decisions = try play.ask("GET", "/fake/elections/default/app")["decisions"]
        let first = try #require(decisions?.array?.first)
        #expect(first["cause"] == "leaseWithoutTimes")
        #expect(first["text"]?.string?.hasPrefix("The lease lacked the times to count.") == true)
    }

    @Test func `says when no version of LeaseCandidate is served, and names the flag`() throws {
        var play = try HostPlay { $0.featureGates = [.coordinatedLeaderElection: true] }
        let warning =
            "no version of LeaseCandidate is served, so that nobody can ask to be elected: start the "
            + "server with --runtime-config=coordination.k8s.io/v1beta1=true"
        #expect(try play.ask("GET", "/fake/elections")["warning"] == .string(warning))
        #expect(
            try text(&play, "/fake/elections")
                == "Warning: \(warning)\n\nThe coordinator has seen no candidates.\n")
        #expect(
            try play.ask("GET", "/fake/elections/default/app")["message"]
                == .string("there are no elections for the lease default/app: \(warning)"))
    }

    @Test func `says which lease may have been meant`() throws {
        var play = try play()
        #expect(
            try play.ask("GET", "/fake/elections/default/apq")["message"]
                == .string(
                    "there are no elections for the lease default/apq: the coordinator has seen no "
                        + "candidate for it; did you mean default/app?"))
    }

    @Test func `says how to get elections`() throws {
        var play = try HostPlay()
        #expect(try play.ask("GET", "/fake/elections")["isEnabled"] == false)
        #expect(
            try play.ask("GET", "/fake/elections/default/app")["message"]?.string?
                .contains("--feature-gates=CoordinatedLeaderElection=true") == true)
    }
}
