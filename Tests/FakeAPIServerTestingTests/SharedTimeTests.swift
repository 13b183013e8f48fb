import FakeAPIServerTesting
import KubeTestSupport
import KubeTime
import LeaderElection
import LeaderElectionHTTP
import Testing

/// Electors that share the server's time, with all that lies between: URLSession, sockets, threads.
@Suite(.limited) struct `An elector and a server that share a clock` {
    @Test func `play an hour of an election the same way each time`() async throws {
        var stories: [[String]] = []
        for _ in 1...2 {
            try await withFakeAPIServer(clock: .manual(startingAt: .epoch), seed: 7) { server in
                try await withElectors(["a", "b"], server) {
                    let report = try await server.clock.advance(by: .seconds(3600))
                    #expect(report.now == .epoch + .seconds(3600))
                }
                let requests = try await server.requests
                #expect(requests.count > 3000)
                stories.append(
                    requests.map { "\($0.time.rfc3339) \($0.client) \($0.verb ?? "")" })
                #expect(try await server.terms.flatMap(\.findings).isEmpty)
            }
        }
        #expect(stories[0] == stories[1])
    }

    @Test func `let a standby take over when the leader is gone`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let a = try program("a", server)
            try await server.clock.advance(until: .lease("app", heldBy: "a"))
            let b = try program("b", server)
            try await server.faults.withFault(FaultRule(on: RequestMatch(client: "a"), do: .hang)) {
                let report = try await server.clock.advance(until: .lease("app", heldBy: "b"))
                #expect(report.elapsed >= .seconds(12) && report.elapsed < .seconds(20))
            }
            try await server.expect(.noFindings("app"))
            for program in [a, b] {
                program.cancel()
                await program.value
            }
        }
    }

    @Test func `answer the coordinator's questions in time`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"], clock: .manual()
        ) { server in
            let programs = try ["1.1.0", "1.0.0"].enumerated().map { index, version in
                let client = try HTTPLeaseClient(ClusterAccess(server: server.url))
                let name = ["a", "b"][index]
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
            for program in programs {
                program.cancel()
                await program.value
            }
        }
    }
}

/// The usual settings of a component called `name`.
private func configuration(_ name: String) -> LeaderElector.Configuration {
    LeaderElector.Configuration(identity: name, namespace: "default", leaseName: "app")
}

/// Has a component called `name` compete until it is cancelled.
private func program(_ name: String, _ server: FakeAPIServer) throws -> Task<Void, Never> {
    let elector = try LeaderElector(
        configuration(name),
        client: HTTPLeaseClient(ClusterAccess(server: server.url(as: name))),
        clock: server.clock, seed: UInt64(name.utf8.first ?? 0))
    return Task { await elector.run() }
}

/// Has components compete while `body` runs; the first one leads.
private func withElectors(
    _ names: [String], _ server: FakeAPIServer, _ body: () async throws -> Void
) async throws {
    var programs: [Task<Void, Never>] = []
    for name in names {
        programs.append(try program(name, server))
        try await server.clock.advance(by: .zero)
    }
    try await body()
    for program in programs {
        program.cancel()
        await program.value
    }
}
