import KubeAPI
import KubeElector
import KubeJSON
import KubeTestSupport
import KubeTime
import LeaderElection
import Testing

@Suite struct `A plain elector` {
    @Test func `creates a lease that is missing`() throws {
        var play = try ElectorPlay()

        play.tryOnce()

        #expect(play.server.calls.prefix(2) == ["GET", "POST"])
        #expect(play.elector.isLeading)
        #expect(
            play.server.spec
                == JSONObject([
                    ("holderIdentity", "me"), ("leaseDurationSeconds", 10), ("acquireTime", .at(0)),
                    ("renewTime", .at(0)), ("leaseTransitions", 0),
                ]))
    }

    @Test(
        arguments: [
            [], [("holderIdentity", "")],
            [("holderIdentity", ""), ("leaseDurationSeconds", 100), ("renewTime", .at(1000))],
        ] as [[(String, JSONValue)]])
    func `takes a lease that nobody holds`(spec: [(String, JSONValue)]) throws {
        var play = try ElectorPlay()
        play.server.store(spec)

        play.tryOnce()

        #expect(play.server.calls.prefix(2) == ["GET", "PUT"])
        #expect(play.server.spec?["leaseTransitions"] == 1)
        #expect(play.elector.isLeading)
    }

    @Test func `takes a lease that has not changed for its duration`() throws {
        var play = try ElectorPlay()
        // Its times say that it ran out long ago; only what was observed counts.
        play.server.store([
            ("holderIdentity", "you"), ("leaseDurationSeconds", 3), ("renewTime", .at(-1000)),
        ])

        play.tryOnce()
        #expect(play.server.calls == ["GET"])
        #expect(!play.elector.isLeading)
        #expect(play.elector.observedHolder == "you")
        untilDone {
            play.tryOnce()
            return play.now >= start + .seconds(3)
        }

        #expect(play.server.calls.suffix(2) == ["GET", "PUT"])
        #expect(play.server.spec?["holderIdentity"] == "me")
        #expect(play.server.spec?["leaseTransitions"] == 1)
    }

    @Test func `renews a lease that already names it`() throws {
        var play = try ElectorPlay()
        play.server.store([
            ("holderIdentity", "me"), ("leaseDurationSeconds", 10), ("leaseTransitions", 4),
            ("acquireTime", .at(-100)), ("strategy", "S"), ("preferredHolder", "you"),
        ])

        play.tryOnce()

        #expect(play.server.calls.prefix(2) == ["GET", "PUT"])
        #expect(
            play.server.spec
                == JSONObject([
                    ("holderIdentity", "me"), ("leaseDurationSeconds", 10),
                    ("acquireTime", .at(-100)), ("renewTime", .at(0)), ("leaseTransitions", 4),
                    ("strategy", "S"), ("preferredHolder", "you"),
                ]))
    }

    @Test func `writes without reading while it leads`() throws {
        var play = try ElectorPlay()

        for _ in 0..<3 { play.tryOnce() }

        #expect(play.server.calls == ["GET", "POST", "PUT", "PUT"])
    }

    @Test func `falls back to reading once when a write fails`() throws {
        var play = try ElectorPlay()
        play.tryOnce()
        play.tryOnce()
        play.server.failures = ["PUT": [409]]

        play.tryOnce()
        play.tryOnce()

        #expect(play.server.calls == ["GET", "POST", "PUT", "PUT(409)", "GET", "PUT", "PUT"])
        #expect(play.elector.isLeading)
    }

    @Test func `recreates a lease that is deleted under it as if it had not been`() throws {
        var play = try ElectorPlay()
        play.server.store([("holderIdentity", ""), ("leaseTransitions", 6)])
        play.tryOnce()
        play.server.delete()
        play.server.forgetCalls()

        play.tryOnce()

        #expect(play.server.calls == ["PUT", "GET", "POST"])
        #expect(play.server.spec?["leaseTransitions"] == 7)
        #expect(play.server.spec?["acquireTime"] == .at(0))
        #expect(play.elector.isLeading)
    }

    @Test func `pauses between tries to acquire for one to 2·2 retry periods`() throws {
        var play = try ElectorPlay()
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 1_000_000)])
        var pauses: [Duration] = []

        for _ in 0..<50 {
            let before = play.now
            play.tryOnce()
            pauses.append(play.now - before)
        }

        #expect(pauses.dropFirst().allSatisfy { $0 >= .seconds(2) && $0 < .seconds(4.4) })
        #expect(Set(pauses).count > 40)
    }

    @Test func `gives up when it cannot renew until the deadline`() throws {
        var play = try ElectorPlay(leaseDuration: 15)
        play.tryOnce()
        play.tryOnce()
        play.server.failures = ["PUT": .init(repeating: 500, count: 99)]

        play.run(to: 60)

        #expect(!play.elector.isLeading)
        #expect(play.elector.nextDue == nil)
        #expect(
            play.notifications == [
                .recorded("me became leader"), .newLeader("me"), .startedLeading, .renewed,
                .recorded("me stopped leading"), .stoppedLeading,
            ])
    }

    @Test func `ignores an answer that comes after its time`() throws {
        var play = try ElectorPlay()
        let call = try #require(play.elector.advance(to: start).call)
        let timeout = try #require(play.elector.nextDue)
        #expect(timeout == start + .seconds(3.5))

        _ = play.elector.advance(to: timeout)
        let late = play.elector.receive(.missing, for: call.id, at: timeout)

        #expect(late.isEmpty)
        #expect(play.elector.nextDue.map { $0 > timeout } == true)
    }

    @Test func `merges its labels into those of the lease`() throws {
        var configuration = LeaderElector.Configuration(
            identity: "me", namespace: "ns", leaseName: "lease")
        configuration.labels = ["a": "1"]
        var play = try ElectorPlay()
        play.elector = try ElectorMachine(configuration, seed: 1)

        play.tryOnce()

        #expect(play.server.object?[path: "metadata", "labels", "a"] == "1")
    }
}
