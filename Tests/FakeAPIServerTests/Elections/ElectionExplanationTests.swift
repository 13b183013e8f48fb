import Environment
import HTTP1
import JSON
import Testing

@Suite struct `The explanation of an election` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let candidates = "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates"

    /// A cluster in which two candidates have just asked for the lease `app`.
    private func play() throws -> HostPlay {
        var play = try HostPlay(elects: true)
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
        #expect(one["pingTime"] == "2026-01-01T00:00:06.000000Z")
        #expect(one["hasAnsweredPing"] == false)
        #expect(one["state"] == "pending")
    }

    @Test func `can be read by people`() throws {
        var play = try play()
        #expect(try text(&play, "/fake/elections/default/app") == "")
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

    @Test func `says how to get elections`() throws {
        var play = try HostPlay()
        #expect(try play.ask("GET", "/fake/elections")["isEnabled"] == false)
        #expect(
            try play.ask("GET", "/fake/elections/default/app")["message"]?.string?
                .contains("--feature-gates=CoordinatedLeaderElection=true") == true)
    }
}
