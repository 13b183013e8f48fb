import FakeAPIServerTesting
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A lease of a running server` {
    private let start = Timestamp.epoch
    private let name = "leader-election-controller"

    /// Runs `body` with a server whose lease `app` one holds, and a client of that server.
    private func withLease(
        _ body: (FakeAPIServer, APIClient) async throws -> Void
    ) async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            let client = APIClient(url: server.url)
            try await client.createLease("app", holder: "one", renewTime: start.rfc3339)
            try await body(server, client)
        }
    }

    @Test func `runs out when a test says so`() async throws {
        try await withLease { server, client in
            try await server.lease("app").expire()
            let spec = try await client.lease("app")
            #expect(spec["leaseDurationSeconds"] == 1)
            #expect(spec["renewTime"]?.string == (start - .seconds(2)).rfc3339)
        }
    }

    @Test func `is given back in place of its holder`() async throws {
        try await withLease { server, client in
            try await server.lease("app").release()
            #expect(try await client.lease("app")["holderIdentity"] == "")
        }
    }

    @Test func `cannot be renewed by a holder that is frozen, until it is thawed`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            clock: .manual(startingAt: start)
        ) { server in
            let lease = server.lease(name, namespace: "kube-system")
            let holder = try #require(try await lease.terms.last).holderIdentity

            try await lease.freeze(holder)
            try await server.clock.advance(by: .seconds(4))
            let renewalsWhileFrozen = try await lease.terms.last?.renewalCount
            try await lease.thaw(holder)
            try await server.clock.advance(by: .seconds(4))
            let renewalsAfterThaw = try await lease.terms.last?.renewalCount

            #expect(renewalsWhileFrozen == 0)
            #expect(renewalsAfterThaw == 2)
        }
    }

    @Test func `has terms that are judged`() async throws {
        try await withLease { server, _ in
            try await server.lease("app").steal(by: "two")

            let terms = try await server.lease("app").terms

            #expect(terms.map(\.holderIdentity) == ["one", "two"])
            #expect(terms[0].start == start)
            #expect(terms[0].end?.reason == .takenOver)
            #expect(terms[1].findings.map(\.kind) == [.takeoverBeforeExpiry, .overlap])
            #expect(try await server.terms.filter { $0.lease == "app" } == terms)
            #expect(try await server.lease("other").terms.isEmpty)
        }
    }

    @Test func `explains its election`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"],
            clock: .manual(startingAt: start)
        ) { server in
            try await APIClient(url: server.url).post(
                "/apis/coordination.k8s.io/v1beta1/namespaces/default/leasecandidates",
                [
                    "metadata": ["name": "one"],
                    "spec": [
                        "leaseName": "app", "binaryVersion": "1.1.0", "emulationVersion": "1.1.0",
                        "strategy": "OldestEmulationVersion", "renewTime": .string(start.rfc3339),
                    ],
                ])
            let explanation = try await server.lease("app").electionExplanation
            #expect(explanation.contains("one was elected by OldestEmulationVersion"))

            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.lease("other").electionExplanation
            }
            #expect(
                error?.description
                    == "there are no elections for the lease default/other: the coordinator has seen no candidate for it"
            )
        }
    }

    @Test func `that does not exist cannot be changed`() async throws {
        try await withFakeAPIServer { server in
            let lease = server.lease("none")
            await #expect(throws: FakeAPIServerError.self) { try await lease.expire() }
            await #expect(throws: FakeAPIServerError.self) { try await lease.release() }
            await #expect(throws: FakeAPIServerError.self) { try await lease.thaw("one") }
            await #expect(throws: FakeAPIServerError.self) { try await lease.steal(by: "") }
        }
    }
}
