import FakeAPIServerTesting
import KubeTestSupport
import KubeTime
import LeaderElection
import Synchronization
import Testing

/// Electors that share the server's time, with all that may lie between: URLSession, sockets, threads.
@Suite(.limited) struct `An elector and a server that share a clock` {
    @Test(arguments: [(Wire.inProcess, Duration.seconds(900)), (.socket, .seconds(120))])
    func `play an election the same way each time`(
        wire: Wire, duration: Duration
    ) async throws {
        var stories: [[String]] = []
        for _ in 1...2 {
            try await withFakeAPIServer(clock: .manual(startingAt: .epoch), seed: 7) { server in
                try await withElectors(["a", "b"], wire, server) {
                    let report = try await server.clock.advance(by: duration)
                    #expect(report.now == .epoch + duration)
                }
                let requests = try await server.requests
                #expect(requests.count > duration.components.seconds * 3 / 4)
                stories.append(
                    requests.map { "\($0.time.rfc3339) \($0.client) \($0.verb ?? "")" })
                #expect(try await server.terms.flatMap(\.findings).isEmpty)
            }
        }
        let difference = zip(stories[0], stories[1]).first { $0 != $1 }
        #expect(difference == nil && stories[0].count == stories[1].count)
    }

    @Test(arguments: Wire.allCases)
    func `let a standby take over when the leader is gone`(wire: Wire) async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let a = try program("a", wire, server)
            try await server.clock.advance(until: .lease("app", heldBy: "a"))
            let b = try program("b", wire, server)
            try await server.withFault(FaultRule(on: RequestMatch(client: "a"), do: .hang)) {
                let report = try await server.clock.advance(until: .lease("app", heldBy: "b"))
                #expect(report.elapsed >= .seconds(12) && report.elapsed < .seconds(20))
            }
            try await server.expect(.noFindings("app"))
            for program in [a, b] { program.cancel() }
        }
    }

    @Test(arguments: Wire.allCases)
    func `answer the coordinator's questions in time`(wire: Wire) async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"], clock: .manual()
        ) { server in
            let programs = try ["1.1.0", "1.0.0"].enumerated().map { index, version in
                let name = ["a", "b"][index]
                let client = try wire.client(name, server)
                var configuration = configuration(name)
                configuration.isCoordinated = true
                let elector = try LeaderElector(
                    configuration, client: client, clock: server.clock, seed: 1)
                let candidacy = LeaseCandidacy(
                    .init(
                        namespace: "default", name: name, leaseName: "app", binaryVersion: "1.1.0",
                        emulationVersion: version),
                    client: client, clock: server.clock, seed: 1)
                return Task {
                    await withTaskGroup(of: Void.self) { group in
                        group.addTask { try? await candidacy.run() }
                        group.addTask { await elector.run() }
                    }
                }
            }
            try await server.clock.advance(until: .lease("app", heldBy: "b"))
            try await server.clock.advance(by: .seconds(600))
            let terms = try await server.lease("app").terms
            #expect(terms.last?.holderIdentity == "b" && terms.last?.end == nil)
            for program in programs { program.cancel() }
        }
    }
}

@Suite(.fakeAPIServer(clock: .manual())) struct `Work that never ends` {
    @Test func `is waited for once`() async throws {
        let clock = try FakeAPIServer.current.clock
        let work = clock.beginWork()
        let start = ContinuousClock.now
        try await clock.advance(by: .seconds(1))
        let first = ContinuousClock.now - start
        #expect(first >= .seconds(5))
        for _ in 1...20 { try await clock.advance(by: .seconds(1)) }
        #expect(ContinuousClock.now - start < first + .seconds(20))
        work.finish()
        // What begins afterwards is waited for again.
        let other = clock.beginWork()
        let isDone = Atomic(false)
        Task {
            for _ in 1...1000 { await Task.yield() }
            isDone.store(true, ordering: .relaxed)
            other.finish()
        }
        try await clock.advance(by: .seconds(1))
        let wasDone = isDone.load(ordering: .relaxed)
        #expect(wasDone)
    }
}

/// The usual settings of a component called `name`.
private func configuration(_ name: String) -> LeaderElector.Configuration {
    LeaderElector.Configuration(identity: name, namespace: "default", leaseName: "app")
}

/// Has a component called `name` compete until it is cancelled.
private func program(
    _ name: String, _ wire: Wire, _ server: FakeAPIServer
) throws -> Task<Void, Never> {
    let elector = try LeaderElector(
        configuration(name), client: wire.client(name, server), clock: server.clock,
        seed: UInt64(name.utf8.first ?? 0))
    return Task { await elector.run() }
}

/// Has components compete while `body` runs; the first one leads.
private func withElectors(
    _ names: [String], _ wire: Wire, _ server: FakeAPIServer, _ body: () async throws -> Void
) async throws {
    var programs: [Task<Void, Never>] = []
    for name in names {
        programs.append(try program(name, wire, server))
        try await server.clock.advance(by: .zero)
    }
    try await body()
    for program in programs {
        program.cancel()
        await program.value
    }
}
