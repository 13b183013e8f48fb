import FakeAPIServerTesting
import Testing

@Suite struct `The examples of failover` {
    @Test func `the standby takes over from a leader that died`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var leader = try MyOperator("a", apiServer: server.url)
            var standby = try MyOperator("b", apiServer: server.url)
            try await leader.renewLease(at: server.clock.now)
            try await standby.renewLease(at: server.clock.now)
            #expect(leader.isLeading)
            let death = server.clock.now

            for _ in 1...30 where !standby.isLeading {
                try await server.clock.advance(by: .seconds(1))
                try await standby.renewLease(at: server.clock.now)
            }

            #expect(standby.isLeading)
            let waited = server.clock.now - death
            #expect(waited >= .seconds(15) && waited < .seconds(20))

            let terms = try await server.lease("app").terms
            #expect(terms.map(\.holderIdentity) == ["a", "b"])
            #expect(terms.flatMap(\.findings).isEmpty)
        }
    }

    @Test func `a frozen leader gives up`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var leader = try MyOperator("a", apiServer: server.url)
            try await leader.renewLease(at: server.clock.now)
            #expect(leader.isLeading)

            try await server.lease("app").freeze("a")
            for _ in 1...15 {
                try await server.clock.advance(by: .seconds(1))
                try await leader.renewLease(at: server.clock.now)
            }
            #expect(!leader.isLeading)
        }
    }

    @Test func `a test can ask for all findings`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var leader = try MyOperator("a", apiServer: server.url)
            try await leader.renewLease(at: server.clock.now)

            let findings = try await server.terms.flatMap(\.findings)
            #expect(findings.isEmpty)
        }
    }
}
