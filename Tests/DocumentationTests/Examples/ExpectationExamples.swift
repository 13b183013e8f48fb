import FakeAPIServerTesting
import KubeTestSupport
import Testing

@Suite(.limited) struct `The examples of expectations` {
    @Test func `wait for a holder, and for the end of its lease`() async throws {
        let start = Timestamp.epoch
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            let client = APIClient(url: "\(server.url)/as/a")
            try await client.createLease("app", holder: "one", renewTime: start.rfc3339)
            try await server.lease("app").release()
            try await server.lease("app").steal(by: "two")

            try await server.expect(.lease("app", heldBy: "two"), within: .seconds(5))
            try await server.expect(
                .all([.noFindings("app"), .requests(RequestMatch(client: "a"), .atLeast(1))]))
            try await server.never(.lease("app", heldBy: "three"), for: .milliseconds(50))

            let report = try await server.clock.advance(until: .lease("app", isFree: true))
            #expect(report.elapsed <= .seconds(16))
        }
    }
}
