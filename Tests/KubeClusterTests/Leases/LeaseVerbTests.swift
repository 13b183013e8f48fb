import KubeHTTP1
import KubeJSON
import KubeTime
import Testing

@Suite struct `A lease verb` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let verbs = "/fake/leases/default/app"

    /// A cluster in which `one` holds the lease `app`.
    private func play() throws -> HostPlay {
        var play = try HostPlay()
        _ = try play.ask(
            "POST", leases,
            """
            {"metadata":{"name":"app"},"spec":{"holderIdentity":"one","leaseDurationSeconds":15,
            "acquireTime":"2026-01-01T00:00:00.000000Z","renewTime":"2026-01-01T00:00:00.000000Z",
            "leaseTransitions":3}}
            """)
        try play.advance("5s")
        return play
    }

    /// Has `holder` renew the lease, as electors do; returns the status code.
    private func renew(
        _ play: inout HostPlay, by holder: String, at second: Int
    ) throws -> Int? {
        var lease = try #require(try play.ask("GET", "\(leases)/app").object)
        lease["spec"] = [
            "holderIdentity": .string(holder), "leaseDurationSeconds": 15,
            "renewTime": .string("2026-01-01T00:00:\(second).000000Z"),
        ]
        let number = try play.send(
            "PUT", "\(leases)/app", JSONWriter.text(.object(lease)))
        return play.answer(number)?.status
    }

    @Test func `expire makes the lease run out`() throws {
        var play = try play()
        let lease = try play.ask("POST", "\(verbs)/expire")
        #expect(lease["kind"] == "Lease")
        #expect(lease[path: "spec", "holderIdentity"] == "one")
        #expect(lease[path: "spec", "leaseDurationSeconds"] == 1)
        #expect(lease[path: "spec", "renewTime"] == "2026-01-01T00:00:00.000000Z")
        #expect(
            try play.ask("GET", "\(leases)/app")[path: "metadata", "resourceVersion"]
                == lease[path: "metadata", "resourceVersion"])
    }

    @Test func `release gives the lease back`() throws {
        var play = try play()
        let spec = try play.ask("POST", "\(verbs)/release")["spec"]
        #expect(spec?["holderIdentity"] == "")
        #expect(spec?["leaseDurationSeconds"] == 1)
        #expect(spec?["renewTime"] == "2026-01-01T00:00:05.000000Z")
        #expect(spec?["leaseTransitions"] == 3)
    }

    @Test func `steal gives the lease to somebody, and counts that`() throws {
        var play = try play()
        let spec = try play.ask("POST", "\(verbs)/steal", #"{"holderIdentity":"two"}"#)["spec"]
        #expect(spec?["holderIdentity"] == "two")
        #expect(spec?["leaseDurationSeconds"] == 15)
        #expect(spec?["acquireTime"] == "2026-01-01T00:00:05.000000Z")
        #expect(spec?["leaseTransitions"] == 4)
    }

    @Test func `is an ordinary write that watches see`() throws {
        var play = try play()
        let watch = try play.send("GET", "\(leases)?watch=true")
        _ = try play.ask("POST", "\(verbs)/expire")
        let managers = try play.events(watch).last?[path: "object", "metadata", "managedFields"]
        #expect(managers?.texts("manager").contains("fake-apiserver") == true)
    }

    @Test func `freeze refuses the renewals of one identity as a lost race`() throws {
        var play = try play()
        let answer = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"one"}"#)
        #expect(answer["frozen"] == ["one"])
        #expect(try renew(&play, by: "one", at: 10) == 409)
        #expect(try renew(&play, by: "two", at: 20) == 200)
        #expect(try renew(&play, by: "two", at: 25) == 200)
    }

    @Test func `freeze refuses renewals by patch too, and lets the holder release`() throws {
        var play = try play()
        _ = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"one"}"#)
        let renewal = try play.send(
            "PATCH", "\(leases)/app", #"{"spec":{"renewTime":"2026-01-01T00:00:09.000000Z"}}"#,
            type: "application/merge-patch+json")
        let release = try play.send(
            "PATCH", "\(leases)/app", #"{"spec":{"holderIdentity":""}}"#,
            type: "application/merge-patch+json")
        #expect(play.answer(renewal)?.status == 409)
        #expect(play.answer(release)?.status == 200)
    }

    @Test func `thaw accepts the renewals again`() throws {
        var play = try play()
        _ = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"one"}"#)
        let answer = try play.ask("POST", "\(verbs)/thaw", #"{"holderIdentity":"one"}"#)
        #expect(answer["frozen"] == [])
        #expect(try renew(&play, by: "one", at: 10) == 200)
    }

    @Test func `freeze does not hinder expire`() throws {
        var play = try play()
        _ = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"one"}"#)
        let lease = try play.ask("POST", "\(verbs)/expire")
        #expect(lease[path: "spec", "leaseDurationSeconds"] == 1)
    }

    @Test func `freeze is for identities of some length, and a hundred of them`() throws {
        var play = try play()
        let long = String(repeating: "x", count: 1_025)
        let refused = try play.send(
            "POST", "\(verbs)/freeze", #"{"holderIdentity":"\#(long)"}"#)
        #expect(play.answer(refused)?.status == 400)
        for number in 0..<100 {
            _ = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"h\#(number)"}"#)
        }
        let tooMany = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"one"}"#)
        #expect(
            tooMany["message"] == "100 holders of the lease default/app are frozen: thaw one first")
    }

    @Test func `reset thaws everybody`() throws {
        var play = try play()
        _ = try play.ask("POST", "\(verbs)/freeze", #"{"holderIdentity":"one"}"#)
        _ = try play.ask("POST", "/fake/reset")
        _ = try play.ask(
            "POST", leases, #"{"metadata":{"name":"app"},"spec":{"holderIdentity":"one"}}"#)
        #expect(try renew(&play, by: "one", at: 10) == 200)
    }

    @Test(arguments: [
        ("POST", "/fake/leases/default/none/expire", "", 404),
        ("POST", "/fake/leases/default/none/freeze", #"{"holderIdentity":"one"}"#, 404),
        ("POST", "/fake/leases/default/app/explode", "", 404),
        ("POST", "/fake/leases/default/app", "", 404),
        ("GET", "/fake/leases/default/app/expire", "", 405),
        ("POST", "/fake/leases/default/app/expire", #"{"holderIdentity":"one"}"#, 400),
        ("POST", "/fake/leases/default/app/steal", "", 400),
        ("POST", "/fake/leases/default/app/steal", #"{"holderIdentity":""}"#, 400),
        ("POST", "/fake/leases/default/app/steal", #"{"holderIdentity":7}"#, 400),
        ("POST", "/fake/leases/default/app/thaw", #"{"holder":"one"}"#, 400),
    ])
    func `is refused when it makes no sense`(
        method: String, path: String, body: String, code: Int
    ) throws {
        var play = try play()
        let number = try play.send(method, path, body)
        let answer = try #require(play.answer(number))
        #expect(answer.status == code)
        let status = try JSONParser.parse(answer.body)
        #expect(status["kind"] == "Status")
        #expect(status["message"]?.string?.isEmpty == false)
    }
}
