import FakeAPIServerTesting
import LeaderElection
import Testing

/// One copy of the program under test.
struct Component {
    var elector: LeaderElector
    let server: FakeAPIServer

    init(_ identity: String, _ server: FakeAPIServer) throws {
        let configuration = LeaderElector.Configuration(
            identity: identity, namespace: "default", leaseName: "app")
        elector = try LeaderElector(configuration, seed: 1)
        self.server = server
    }

    /// Does what is due now.
    mutating func step() async throws {
        let now = try await server.clock.now
        var actions = elector.advance(to: now)
        while !actions.isEmpty {
            guard case .send(let request) = actions.removeFirst() else { continue }
            let answer = try await exchange(request, with: server.url)
            actions += elector.receive(answer, for: request.id, at: now)
        }
    }
}

@Suite struct `The examples of failover` {
    @Test func `the standby takes over from a leader that died`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var leader = try Component("a", server)
            var standby = try Component("b", server)
            try await leader.step()
            try await standby.step()
            #expect(leader.elector.isLeading)
            let death = try await server.clock.now

            for _ in 1...30 where !standby.elector.isLeading {
                try await server.clock.advance(by: .seconds(1))
                try await standby.step()
            }

            #expect(standby.elector.isLeading)
            let waited = try await server.clock.now - death
            #expect(waited >= .seconds(15) && waited < .seconds(20))

            let terms = try await server.lease("app").terms
            #expect(terms.map(\.holderIdentity) == ["a", "b"])
            #expect(terms.flatMap(\.findings).isEmpty)
        }
    }

    @Test func `a frozen leader gives up`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var leader = try Component("a", server)
            try await leader.step()
            #expect(leader.elector.isLeading)

            try await server.lease("app").freeze("a")
            for _ in 1...15 {
                try await server.clock.advance(by: .seconds(1))
                try await leader.step()
            }
            #expect(!leader.elector.isLeading)
        }
    }

    @Test func `a test can ask for all findings`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var leader = try Component("a", server)
            try await leader.step()

            let findings = try await server.terms.flatMap(\.findings)
            #expect(findings.isEmpty)
        }
    }
}
