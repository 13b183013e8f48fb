import KubeTime
import LeaderElection
import Testing

@Suite struct `A call` {
    @Test func `of an elector is awaited until its answer comes`() throws {
        var elector = try elector()
        let call = try #require(elector.advance(to: start).call)
        #expect(elector.isAwaiting(call.id))
        #expect(!elector.isAwaiting(call.id + 1))

        _ = elector.receive(.none, for: call.id, at: start)

        #expect(!elector.isAwaiting(call.id))
    }

    @Test func `of an elector is not awaited any more when it has taken too long`() throws {
        var elector = try elector()
        let call = try #require(elector.advance(to: start).call)
        let timeout = try #require(elector.nextDue)

        _ = elector.advance(to: timeout)

        #expect(!elector.isAwaiting(call.id))
    }

    @Test func `of a candidate is not awaited any more when it has taken too long`() throws {
        var candidate = CandidateMachine(
            LeaseCandidacy.Configuration(
                namespace: "ns", name: "me", leaseName: "widget", binaryVersion: "1.36.0",
                emulationVersion: "1.35.0"),
            version: .v1beta1, seed: 1)
        let list = try #require(candidate.advance(to: start).first)
        #expect(candidate.isAwaiting(list.id))
        let none = CandidateList(nil, resourceVersion: "7")
        let calls = candidate.receive(.list(none), for: list.id, at: start)

        #expect(!candidate.isAwaiting(list.id))
        // A watch, and the write of the candidate.
        #expect(calls.count == 2)
        #expect(calls.allSatisfy { candidate.isAwaiting($0.id) })

        _ = candidate.advance(to: start + .seconds(3600))

        #expect(!calls.contains { candidate.isAwaiting($0.id) })
    }

    private func elector() throws -> ElectorMachine {
        try ElectorMachine(
            LeaderElector.Configuration(identity: "me", namespace: "ns", leaseName: "lease"),
            seed: 1)
    }
}
