import KubeElector
import KubeJSON
import KubeTime
import LeaderElection
import Testing

@Suite struct `An elector that stops` {
    @Test(arguments: [false, true])
    func `empties the lease if that is wanted`(coordinated: Bool) throws {
        var play = try ElectorPlay(coordinated: coordinated, releases: true)
        play.server.store([
            ("holderIdentity", coordinated ? "me" : ""), ("leaseDurationSeconds", 5),
            ("leaseTransitions", 3), ("strategy", "S"),
        ])
        play.tryOnce()
        play.server.forgetCalls()

        play.stop()

        #expect(play.server.calls == ["GET", "PUT"])
        #expect(
            play.server.spec
                == JSONObject([
                    ("holderIdentity", ""), ("leaseDurationSeconds", 1), ("acquireTime", .at(0)),
                    ("renewTime", .at(0)), ("leaseTransitions", coordinated ? 3 : 4),
                ]))
        #expect(play.elector.isDone)
        #expect(
            play.notifications.suffix(4) == [
                .recorded("me stopped leading"), .stoppedLeading, .newLeader(""), .released,
            ])
    }

    @Test func `leaves the lease alone otherwise`() throws {
        var play = try ElectorPlay()
        play.tryOnce()
        play.server.forgetCalls()

        play.stop()

        #expect(play.server.calls.isEmpty)
        #expect(play.server.spec?["holderIdentity"] == "me")
    }

    @Test func `leaves a lease that has moved on to its new holder`() throws {
        var play = try ElectorPlay(releases: true)
        play.tryOnce()
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 10)])

        play.stop()

        #expect(play.server.spec?["holderIdentity"] == "you")
    }

    @Test func `before it led says so too`() throws {
        var play = try ElectorPlay(releases: true)
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 10)])
        play.tryOnce()

        play.stop()

        #expect(play.notifications == [.newLeader("you"), .stoppedLeading])
        #expect(play.elector.isDone)
    }

    @Test func `waits for a write under way, and then releases what it won`() throws {
        var play = try ElectorPlay(releases: true)
        let read = try #require(play.elector.advance(to: start).call)
        let write = try #require(play.elector.receive(.missing, for: read.id, at: start).call)

        #expect(play.elector.stop(at: start).isEmpty)
        let created = play.answer(write)
        play.perform(play.elector.receive(created, for: write.id, at: start))

        #expect(play.server.calls == ["POST", "GET", "PUT"])
        #expect(play.server.spec?["holderIdentity"] == "")
        #expect(play.elector.isDone)
    }

    @Test func `while it renews releases after the renewal`() throws {
        var play = try ElectorPlay(releases: true)
        play.tryOnce()
        let renewal = try #require(play.elector.advance(to: start).call)

        let actions = play.elector.stop(at: start)
        #expect(actions == [.notify(.recorded("me stopped leading")), .notify(.stoppedLeading)])
        #expect(!play.elector.isLeading)
        let renewed = play.answer(renewal)
        play.perform(play.elector.receive(renewed, for: renewal.id, at: start))

        #expect(play.server.calls.suffix(3) == ["PUT", "GET", "PUT"])
        #expect(play.server.spec?["holderIdentity"] == "")
    }

    @Test func `gives up the release at the deadline`() throws {
        var play = try ElectorPlay(releases: true)
        play.tryOnce()
        _ = play.elector.stop(at: start)

        _ = play.elector.advance(to: start + .seconds(7))

        #expect(play.elector.isDone)
    }
}
