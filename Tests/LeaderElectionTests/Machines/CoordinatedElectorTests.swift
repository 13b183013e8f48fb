import KubeElector
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

@Suite struct `A coordinated elector` {
    static let refused: [(String, [(String, JSONValue)])] = [
        ("held by somebody else", [("holderIdentity", "you"), ("leaseDurationSeconds", 5)]),
        (
            "that prefers somebody else",
            [
                ("holderIdentity", "me"), ("leaseDurationSeconds", 5), ("preferredHolder", "you"),
            ]
        ),
        (
            "that prefers itself",
            [("holderIdentity", "me"), ("leaseDurationSeconds", 5), ("preferredHolder", "me")]
        ),
        ("held by nobody", [("holderIdentity", ""), ("leaseDurationSeconds", 5)]),
    ]

    @Test(arguments: refused)
    func `leaves alone a lease`(case: String, spec: [(String, JSONValue)]) throws {
        var play = try ElectorPlay(coordinated: true)
        play.server.store(spec)

        play.tryOnce()

        #expect(play.server.calls == ["GET"])
        #expect(!play.elector.isLeading)
    }

    @Test func `never creates a lease`() throws {
        var play = try ElectorPlay(coordinated: true)

        play.run(to: 60)

        #expect(Set(play.server.calls) == ["GET"])
    }

    @Test(arguments: [("long expired", -1000.0), ("just written", 0)])
    func `renews a lease that names it and is seen for the first time`(
        case: String, renewTime: Double
    ) throws {
        var play = try ElectorPlay(coordinated: true, leaseDuration: 15)
        play.server.store([
            ("holderIdentity", "me"), ("leaseDurationSeconds", 5), ("renewTime", .at(renewTime)),
            ("strategy", "OldestEmulationVersion"),
        ])

        play.tryOnce()

        #expect(play.server.calls.prefix(2) == ["GET", "PUT"])
        #expect(play.elector.isLeading)
        #expect(
            play.server.spec
                == JSONObject([
                    ("holderIdentity", "me"), ("leaseDurationSeconds", 15), ("acquireTime", .null),
                    ("renewTime", .at(0)), ("leaseTransitions", 0),
                    ("strategy", "OldestEmulationVersion"),
                ]))
    }

    @Test func `leaves alone a lease that has not changed for its duration`() throws {
        var play = try ElectorPlay(coordinated: true)
        play.server.store([("holderIdentity", "me"), ("leaseDurationSeconds", 5)])
        play.server.failures = ["PUT": [500, 500, 500]]
        untilDone {
            play.tryOnce()
            return play.now > start + .seconds(5)
        }
        play.server.forgetCalls()

        play.tryOnce()

        #expect(play.server.calls == ["GET"])
    }

    @Test func `reads before every renewal`() throws {
        var play = try ElectorPlay(coordinated: true)
        play.server.store([("holderIdentity", "me"), ("leaseDurationSeconds", 5)])

        for _ in 0..<3 { play.tryOnce() }

        #expect(play.server.calls == ["GET", "PUT", "GET", "PUT", "GET", "PUT"])
    }

    @Test func `goes on when the coordinator recreates a deleted lease in time`() throws {
        var play = try ElectorPlay(coordinated: true, leaseDuration: 15)
        play.server.store([("holderIdentity", "me"), ("leaseDurationSeconds", 5)])
        play.tryOnce()
        play.server.delete()
        play.tryOnce()
        #expect(play.server.calls.suffix(1) == ["GET"])
        play.server.store([("holderIdentity", "me"), ("leaseDurationSeconds", 5)])

        play.tryOnce()

        #expect(play.server.calls.suffix(2) == ["GET", "PUT"])
        #expect(play.elector.isLeading)
        #expect(!play.notifications.contains(.stoppedLeading))
    }

    @Test func `yields to the preferred holder at once`() throws {
        var play = try ElectorPlay(coordinated: true, releases: true, leaseDuration: 15)
        play.server.store([("holderIdentity", "me"), ("leaseDurationSeconds", 5)])
        play.tryOnce()
        play.server.store([
            ("holderIdentity", "me"), ("leaseDurationSeconds", 15), ("preferredHolder", "you"),
        ])

        play.run(to: 2)

        #expect(!play.elector.isLeading)
        #expect(play.elector.ending == .yielded(to: "you"))
        #expect(play.server.spec?["holderIdentity"] == "")
        #expect(play.server.spec?["preferredHolder"] == nil)
    }
}
