import FakeAPIServerTesting
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A cluster beside the others` {
    private let now = "2026-01-01T00:00:00.000000Z"

    @Test func `has objects of its own`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            try await APIClient(url: cluster.url).createLease("app", holder: "one", renewTime: now)

            #expect(cluster.name == "a")
            #expect(cluster.url == server.url + "/clusters/a")
            #expect(
                try await APIClient(url: cluster.url).lease("app")["holderIdentity"] == "one")
            let elsewhere = try await APIClient(url: server.url).get("\(APIClient.leases)/app")
            #expect(elsewhere["reason"] == "NotFound")
        }
    }

    @Test func `has a clock and gates of its own`() async throws {
        try await withFakeAPIServer { server in
            let start = Timestamp(seconds: 1_000_000)
            let cluster = try await server.makeCluster { options in
                options.clock = .manual(startingAt: start)
                options.featureGates = [.coordinatedLeaderElection: true]
            }
            let report = try await cluster.clock.advance(by: .seconds(2))

            #expect(report.now == start + .seconds(2))
            #expect(report.fired.map(\.kind) == ["coordinator.lease"])
            #expect(try await server.clock.now > report.now)
        }
    }

    @Test func `has a name that is not taken and can stand in a URL`() async throws {
        try await withFakeAPIServer { server in
            _ = try await server.makeCluster("a")
            for name in ["a", "A", "a/b", ""] {
                await #expect(throws: FakeAPIServerError.self, "\(name)") {
                    try await server.makeCluster(name)
                }
            }
            #expect(try await server.clusterNames == ["a"])
        }
    }

    @Test func `is empty after a reset`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster()
            let client = APIClient(url: cluster.url)
            try await client.createLease("app", holder: "one", renewTime: now)

            try await cluster.reset()

            #expect(try await client.get(APIClient.leases)["items"] == [])
        }
    }

    @Test func `is gone once it is deleted`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            try await cluster.delete()

            #expect(try await server.clusterNames.isEmpty)
            #expect(try await APIClient(url: cluster.url).get("/version")["code"] == 404)
            await #expect(throws: FakeAPIServerError.self) { try await cluster.clock.now }
            await #expect(throws: FakeAPIServerError.self) { try await server.cluster.delete() }
        }
    }

    @Test func `has a kubeconfig of its own`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster("a")
            #expect(cluster.kubeconfig.description.contains("server: \(server.url)/clusters/a\n"))
            #expect(server.kubeconfig.description.contains("server: \(server.url)\n"))
        }
    }
}
