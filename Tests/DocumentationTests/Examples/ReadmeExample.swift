import FakeAPIServerTesting
import Testing

@Test func `the operator stops when its lease is stolen`() async throws {
    try await withFakeAPIServer(clock: .manual()) { server in
        var app = try MyOperator(apiServer: server.url)  // your own program
        try await app.renewLease(at: server.clock.now)
        #expect(app.isLeading)

        try await server.lease("app").steal(by: "thief")
        for _ in 1...12 {
            try await server.clock.advance(by: .seconds(1))
            try await app.renewLease(at: server.clock.now)
        }
        #expect(!app.isLeading)

        let terms = try await server.lease("app").terms
        #expect(terms.map(\.holderIdentity) == ["operator", "thief"])
    }
}
