import KubeElector
import KubeJSON
import KubeTime
import LeaderElection
import Testing

@Suite struct `A careful elector` {
    /// A play in which the elector leads by a lease of 16 seconds, so for 14, and has just renewed it.
    private func led() throws -> ElectorPlay {
        var play = try ElectorPlay(leaseDuration: 16)
        play.tryOnce()
        play.tryOnce()
        #expect(play.elector.leadsUntil == start + .seconds(14))
        return play
    }

    @Test func `counts its lease from when a look shows that a write has no effect yet`() throws {
        var play = try led()
        let write = try #require(play.elector.advance(to: start + .seconds(2)).call)
        let look = try #require(play.elector.advance(to: start + .seconds(4)).call)
        #expect(look.operation == .read)

        _ = play.elector.receive(play.answer(look), for: look.id, at: start + .seconds(5))
        #expect(play.elector.leadsUntil == start + .seconds(14))
        _ = play.elector.receive(play.answer(write), for: write.id, at: start + .seconds(6))

        #expect(play.elector.leadsUntil == start + .seconds(4 + 14))
    }

    @Test func `needs no answer to a write whose effect it sees`() throws {
        var play = try led()
        let write = try #require(play.elector.advance(to: start + .seconds(2)).call)
        _ = play.answer(write)
        let look = try #require(play.elector.advance(to: start + .seconds(4)).call)

        let outputs = play.elector.receive(
            play.answer(look), for: look.id, at: start + .seconds(5))

        #expect(outputs.notifications == [.renewed])
        #expect(play.elector.leadsUntil == start + .seconds(2 + 14))
        #expect(!play.elector.isAwaiting(write.id))
    }

    @Test func `looks again after a pause when a look fails`() throws {
        var play = try led()
        let write = try #require(play.elector.advance(to: start + .seconds(2)).call)
        let look = try #require(play.elector.advance(to: start + .seconds(4)).call)

        let outputs = play.elector.receive(.none, for: look.id, at: start + .seconds(4))

        #expect(outputs.isEmpty)
        #expect(play.elector.isAwaiting(write.id))
        #expect(play.elector.nextDue == start + .seconds(6))
        #expect(play.elector.advance(to: start + .seconds(6)).call?.operation == .read)
    }

    @Test func `does not write when the answer to its read comes after its time`() throws {
        var play = try led()
        let write = try #require(play.elector.advance(to: start + .seconds(2)).call)
        let read = try #require(
            play.elector.receive(.none, for: write.id, at: start + .seconds(3)).call)
        #expect(read.operation == .read)

        let outputs = play.elector.receive(
            play.answer(read), for: read.id, at: start + .seconds(40))

        #expect(outputs.notifications.contains(.stoppedLeading))
        #expect(outputs.call == nil)
        #expect(play.elector.ending == .notRenewed)
    }

    @Test func `does not begin to lead when it has written too long ago`() throws {
        var play = try ElectorPlay(leaseDuration: 16)
        let read = try #require(play.elector.advance(to: start).call)
        let write = try #require(play.elector.receive(.missing, for: read.id, at: start).call)

        let outputs = play.elector.receive(
            play.answer(write), for: write.id, at: start + .seconds(14))

        #expect(outputs.notifications == [.newLeader("me")])
        #expect(!play.elector.isLeading)
    }

    @Test func `passes over a read that shows less than it has seen`() throws {
        var play = try ElectorPlay(leaseDuration: 16)
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 1)])
        let older = play.server.object
        play.run(to: 5)
        #expect(play.elector.isLeading)
        let write = try #require(play.elector.advance(to: start + .seconds(8)).call)
        let read = try #require(
            play.elector.receive(.none, for: write.id, at: start + .seconds(8)).call)

        let stale = APIAnswer(status: 200, body: JSONWriter.encode(older ?? .null))
        _ = play.elector.receive(LeaseAnswer(stale), for: read.id, at: start + .seconds(8))

        #expect(play.elector.isLeading)
    }

    @Test func `takes what was set back to an older state once its own lease would be over`() throws
    {
        var play = try ElectorPlay(leaseDuration: 16)
        play.server.store([("holderIdentity", ""), ("leaseDurationSeconds", 1)])
        let older = play.server.object
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 100)])
        play.tryOnce()
        let stale = APIAnswer(status: 200, body: JSONWriter.encode(older ?? .null))
        for seconds in [5.0, 10, 15, 20] {
            let now = start + .seconds(seconds)
            guard let read = play.elector.advance(to: now).call, read.operation == .read else {
                break
            }
            _ = play.elector.receive(LeaseAnswer(stale), for: read.id, at: now)
        }

        #expect(play.elector.observedHolder.isEmpty)
    }

    @Test func `tries when the lease of somebody else ends`() throws {
        var play = try ElectorPlay(leaseDuration: 16)
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 1)])
        play.tryOnce()

        #expect(play.elector.nextDue == start + .seconds(1.01))
        play.tryOnce()

        #expect(play.elector.isLeading)
    }

    @Test func `leaves a lease that was deleted to its leader for as long as it would have lasted`()
        throws
    {
        var play = try ElectorPlay(leaseDuration: 16)
        play.server.store([("holderIdentity", "you"), ("leaseDurationSeconds", 10)])
        play.tryOnce()
        play.server.delete()

        play.run(to: 10)
        #expect(play.server.object == nil)
        play.run(to: 10.1)

        #expect(play.elector.isLeading)
    }

    @Test func `tries again to give its lease back`() throws {
        var play = try ElectorPlay(releases: true, leaseDuration: 16)
        play.tryOnce()
        play.server.failures = ["PUT": [409, 409, 500]]

        play.stop()
        play.run(to: 0.01 + 0.02 + 0.04)

        #expect(play.server.spec?["holderIdentity"] == "")
        #expect(play.elector.isDone)
    }
}
