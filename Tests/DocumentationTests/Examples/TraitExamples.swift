import FakeAPIServerTesting
import LeaderElection
import LeaderElectionHTTP
import Testing

@Suite(.fakeAPIServer(clock: .manual()))
struct FailoverTests {
    @Test func `the standby takes over from a leader that hangs`() async throws {
        let server = try FakeAPIServer.current
        for name in ["a", "b"] {
            let program = try MyProgram(name, apiServer: server.url(as: name), clock: server.clock)
            Task { await program.run() }
            try await server.clock.advance(until: .lease("app", heldBy: "a"))
        }
        try await server.withFault(.on(.update, client: "a"), .hang) {
            let report = try await server.clock.advance(until: .lease("app", heldBy: "b"))
            #expect(report.elapsed < .seconds(20))
        }
        try await server.expect(.noFindings("app"))
    }
}

/// What is tested: a program that works while it holds the lease `app`.
struct MyProgram: Sendable {
    let elector: LeaderElector

    init(_ name: String, apiServer: String, clock: some Clock<Duration>) throws {
        elector = try LeaderElector(
            .init(identity: name, namespace: "default", leaseName: "app"),
            client: HTTPLeaseClient(ClusterAccess(server: apiServer)), clock: clock)
    }

    func run() async { await elector.run() }
}

@Suite struct `The examples of clocks` {
    @Test func `code sleeps by the server's clock`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let clock = server.clock
            let chores = Task {
                var count = 0
                while count < 10 {
                    try await clock.sleep(for: .seconds(60))
                    count += 1
                }
                return clock.now
            }
            let start = clock.now
            try await clock.advance(by: .seconds(600))
            #expect(try await chores.value == start + .seconds(600))
        }
    }

    @Test func `a clock goes until something is so`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let renewTime = server.clock.now
            try await server.leases.create(
                LeaseObject("app", heldBy: "a", for: .seconds(15), renewedAt: renewTime))
            let report = try await server.clock.advance(until: .lease("app", isFree: true))
            #expect(report.elapsed <= .seconds(16))
        }
    }

    @Test func `work is waited for that the clock cannot see`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let clock = server.clock
            let chores = Task {
                try await clock.sleep(for: .seconds(60))
                await clock.whileWorking { await tidyUp() }
            }
            try await clock.advance(by: .seconds(60))
            try await chores.value
        }
    }
}

private func tidyUp() async {}
