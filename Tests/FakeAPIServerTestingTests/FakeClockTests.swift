import FakeAPIServerTesting
import KubeTestSupport
import Testing

@Suite(.limited) struct `The clock of a running server` {
    private let start = Timestamp.epoch

    @Test func `stands still until it is advanced`() async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            #expect(server.clock.now == start)

            let report = try await server.clock.advance(by: .seconds(90))

            #expect(report.now == start + .seconds(90))
            #expect(server.clock.now == report.now)
        }
    }

    @Test func `goes to an instant`() async throws {
        let end = try #require(Timestamp(rfc3339: "2026-01-02T00:00:00Z"))
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            let report = try await server.clock.advance(to: end)
            #expect(report.now == end)
        }
    }

    @Test func `tells what fell due on the way`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            clock: .manual(startingAt: start)
        ) { server in
            let report = try await server.clock.advance(by: .seconds(5))

            #expect(report.fired.map(\.kind) == ["coordinator.lease", "coordinator.lease"])
            #expect(report.fired.map(\.time) == [start + .seconds(2), start + .seconds(4)])
        }
    }

    @Test func `never goes back`() async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.clock.advance(to: start - .seconds(1))
            }
            #expect(error?.description.contains("cannot go back") == true)
        }
    }

    @Test func `is not advanced while it is real`() async throws {
        try await withFakeAPIServer { server in
            await #expect(throws: FakeAPIServerError.self) {
                try await server.clock.advance(by: .seconds(1))
            }
        }
    }

    @Test func `stops, and runs on from there`() async throws {
        try await withFakeAPIServer(clock: .real(startingAt: start)) { server in
            let stopped = try await server.clock.stop().now
            #expect(server.clock.now == stopped)

            try await server.clock.run(rate: 1000)

            #expect(server.clock.now >= stopped)
            await #expect(throws: FakeAPIServerError.self) {
                try await server.clock.advance(by: .seconds(1))
            }
        }
    }

    @Test func `has a rate that makes sense`() async throws {
        try await withFakeAPIServer { server in
            await #expect(throws: FakeAPIServerError.self) {
                try await server.clock.run(rate: 0)
            }
        }
    }

    @Test func `answers when its server has ended, or is about to`() async throws {
        let server = try await withFakeAPIServer(clock: .manual(startingAt: start)) { $0 }
        await #expect(throws: FakeAPIServerError.self) {
            try await server.clock.advance(by: .seconds(1))
        }

        let ending = try FakeAPIServer(options)
        ending.stop()
        // The command may come before the end or after it, but never stays without an answer.
        let command = Task { try await ending.clock.advance(by: .seconds(3600)) }
        _ = await command.result
        await ending.shutDown()
    }

    private var options: ServerOptions {
        var options = ServerOptions(featureGates: [.coordinatedLeaderElection: true])
        options.port = 0
        options.clock = .manual(startingAt: start)
        return options
    }
}
