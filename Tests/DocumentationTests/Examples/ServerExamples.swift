import FakeAPIServerTesting
import KubeTestSupport
import Testing

@Suite struct `The examples of servers` {
    @Test func `a server is started by hand`() async throws {
        var options = ServerOptions(featureGates: [.coordinatedLeaderElection: true])
        options.port = 0
        options.clock = .manual()
        let server = try FakeAPIServer(options)
        print(server.url)
        try await server.clock.advance(by: .seconds(30))
        await server.shutDown()
    }

    @Test func `a server is another release`() throws {
        let options = ServerOptions(
            emulatedVersion: "1.33",
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"])
        try options.validate()
    }

    @Test func `a program gets a server`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var app = try MyOperator(apiServer: server.url)  // your own program
            try await app.renewLease(at: server.clock.now)
            #expect(app.isLeading)
            try await server.clock.advance(by: .seconds(30))
        }
    }

    @Test func `a program asks under a name`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var app = try MyOperator(apiServer: server.url(as: "app"))
            try await app.renewLease(at: server.clock.now)

            let writes = try await server.requests(RequestMatch(client: "app", verb: "write"))
            #expect(writes.map(\.status) == [201])
        }
    }

    @Test func `things go wrong for a program`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var app = try MyOperator(apiServer: server.url)
            try await server.faults.add(
                FaultRule("lose-renewal", on: .update, at: .afterCommit, do: .reset, times: 1))

            try await server.withFault(FaultRule(on: .writes, do: .error(.etcdTimeout))) {
                try await app.renewLease(at: server.clock.now)
            }
            #expect(!app.isLeading)
            #expect(try await server.requests.map(\.status).contains(500))
        }
    }

    @Test func `a program loses a race that the test decides`() async throws {
        try await withFakeAPIServer { server in
            var app = try MyOperator(apiServer: server.url)
            try await app.renewLease(at: server.clock.now)
            try await server.clock.stop()
            try await server.clock.advance(by: .seconds(3))
            let held = try await server.hold(.update)
            let program = Task { [app] in
                var app = app
                try await app.renewLease(at: server.clock.now)
            }

            let renewal = try await held.next()  // waits until one is held
            try await server.lease("app").steal(by: "other")
            try await held.release(renewal)  // and gets its 409

            try await held.stop()
            try await program.value
            let updates = try await server.requests(RequestMatch(verb: "update"))
            #expect(updates.first?.status == 409)
        }
    }

    @Test func `a test gets a cluster`() async throws {
        try await withFakeAPIServer { server in
            let cluster = try await server.makeCluster { options in
                options.clock = .manual()
                options.featureGates = [.coordinatedLeaderElection: true]
            }
            print(cluster.url)
            try await cluster.clock.advance(by: .seconds(30))
            try await cluster.delete()
        }
    }

    @Test func `a state goes out and in`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let client = APIClient(url: server.url)
            try await client.createLease(
                "app", holder: "me", renewTime: "2026-01-01T00:00:00.000000Z")
            let snapshot = try await server.cluster.snapshot()
            try await server.lease("app").steal(by: "thief")
            let fork = try await server.cluster.fork()
            try await server.cluster.restore(snapshot)
            try await server.cluster.expireHistory()
            try await fork.reset(only: [.objects])
        }
    }

    @Test func `a clock is advanced`() async throws {
        let start = try #require(Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true], clock: .manual(startingAt: start)
        ) { server in
            let report = try await server.clock.advance(by: .seconds(4))
            #expect(report.now == start + .seconds(4))
            #expect(report.fired.map(\.kind) == ["coordinator.lease", "coordinator.lease"])
        }
    }

    @Test func `a clock runs and stops`() async throws {
        let start = try #require(Timestamp(rfc3339: "2026-01-01T00:00:00Z"))
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            try await server.clock.run(rate: 100)
            let report = try await server.clock.stop()
            #expect(report.now >= start)
        }
    }
}
