import KubeTime
import LeaderElection
import Testing

@Suite struct `A request` {
    @Test func `of an elector is awaited until its answer comes`() throws {
        var elector = try elector()
        let request = try #require(elector.advance(to: start).requests.first)
        #expect(elector.isAwaiting(request.id))
        #expect(!elector.isAwaiting(request.id + 1))

        _ = elector.receive(.answer(status: 500, body: []), for: request.id, at: start)

        #expect(!elector.isAwaiting(request.id))
    }

    @Test func `of an elector is not awaited any more when it has taken too long`() throws {
        var elector = try elector()
        let request = try #require(elector.advance(to: start).requests.first)
        let timeout = try #require(elector.nextDue)

        _ = elector.advance(to: timeout)

        #expect(!elector.isAwaiting(request.id))
    }

    @Test func `of a candidate is not awaited any more when it has taken too long`() throws {
        var candidate = LeaseCandidateClient(
            LeaseCandidateClient.Configuration(
                namespace: "ns", name: "me", leaseName: "widget", binaryVersion: "1.36.0",
                emulationVersion: "1.35.0"),
            seed: 1)
        let list = try #require(candidate.advance(to: start).first)
        #expect(candidate.isAwaiting(list.id))
        let body = Array(#"{"metadata":{"resourceVersion":"7"},"items":[]}"#.utf8)
        let requests = candidate.receive(.answer(status: 200, body: body), for: list.id, at: start)

        #expect(!candidate.isAwaiting(list.id))
        // A watch, and the write of the candidate.
        #expect(requests.count == 2)
        #expect(requests.allSatisfy { candidate.isAwaiting($0.id) })

        _ = candidate.advance(to: start + .seconds(3600))

        #expect(!requests.contains { candidate.isAwaiting($0.id) })
    }

    private func elector() throws -> LeaderElector {
        try LeaderElector(
            LeaderElector.Configuration(identity: "me", namespace: "ns", leaseName: "lease"),
            seed: 1)
    }
}

extension [LeaderElector.Action] {
    fileprivate var requests: [ClientRequest] {
        compactMap { if case .send(let request) = $0 { request } else { nil } }
    }
}
