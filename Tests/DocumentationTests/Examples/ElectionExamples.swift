import FakeAPIServerTesting
import KubeTestSupport
import LeaderElection
import LeaderElectionHTTP
import Testing

/// Works as long as this copy leads, until the task is cancelled.
func serve(_ access: ClusterAccess, as identity: String) async throws {
    let configuration = LeaderElector.Configuration(
        identity: identity, namespace: access.namespace ?? "default", leaseName: "my-operator")
    let client = try HTTPLeaseClient(access, userAgent: "my-operator/1.0")
    let elector = try LeaderElector(configuration, client: client) { event in
        print("my-operator: \(event)")
    }
    try await elector.run { leadership in
        try await reconcile(leadership)
    }
}

/// Works as long as the server's coordinator wants this copy to lead, until the task is cancelled.
func serveCoordinated(_ access: ClusterAccess, as identity: String) async throws {
    var configuration = LeaderElector.Configuration(
        identity: identity, namespace: access.namespace ?? "default", leaseName: "my-operator")
    configuration.isCoordinated = true
    let candidate = LeaseCandidacy.Configuration(
        namespace: configuration.namespace, name: identity, leaseName: "my-operator",
        binaryVersion: "1.2.0", emulationVersion: "1.1.0")
    let client = try HTTPLeaseClient(access)
    let elector = try LeaderElector(configuration, client: client)
    let candidacy = LeaseCandidacy(candidate, client: client)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await candidacy.run() }
        group.addTask { try await elector.run { try await reconcile($0) } }
        try await group.waitForAll()
    }
}

/// What only the leader does: here it waits until it is cancelled.
private func reconcile(_ leadership: Leadership) async throws {
    for await _ in AsyncStream<Void>.makeStream().stream {}
}

private func migrate(_ leadership: Leadership) async throws -> Int { 7 }

@Suite struct `The examples of elections` {
    @Test func `a program works until it is cancelled`() async throws {
        try await withFakeAPIServer { server in
            let program = Task { try await serve(ClusterAccess(server: server.url), as: "a") }
            try await server.expect(.lease("my-operator", heldBy: "a"), within: Patience.duration)

            program.cancel()
            try await program.value

            try await server.expect(.lease("my-operator", isFree: true), within: Patience.duration)
            let terms = try await server.lease("my-operator").terms
            #expect(Set(terms.map(\.holderIdentity)) == ["a"])
        }
    }

    @Test func `a program works when the coordinator wants it to`() async throws {
        try await withFakeAPIServer(
            featureGates: [.coordinatedLeaderElection: true],
            runtimeConfig: ["coordination.k8s.io/v1beta1=true"]
        ) { server in
            let program = Task {
                try await serveCoordinated(ClusterAccess(server: server.url), as: "a")
            }
            try await server.expect(.lease("my-operator", heldBy: "a"), within: Patience.duration)

            program.cancel()
            _ = await program.result
        }
    }

    @Test func `a program runs`() async throws {
        try await withFakeAPIServer { server in
            let client = try HTTPLeaseClient(ClusterAccess(server: server.url))
            let identity = "me"
            let program = Task {
                let configuration = LeaderElector.Configuration(
                    identity: identity, namespace: "default", leaseName: "my-operator")
                let elector = try LeaderElector(configuration, client: client)
                try await elector.run { leadership in
                    try await reconcile(leadership)
                }
            }
            try await server.expect(.lease("my-operator", heldBy: "me"), within: Patience.duration)
            program.cancel()
            try await program.value
        }
    }

    @Test func `work is done once, and a state is shown`() async throws {
        try await withFakeAPIServer { server in
            let send = { @Sendable (method: String, path: String, body: [UInt8]) in
                let request = APIRequest(method: method, path: path, body: body)
                return try await URLSessionTransport(ClusterAccess(server: server.url))
                    .send(request)
            }
            let transport = ClosureTransport { request in
                try await send(request.method, request.path, request.body)
            }
            let client = HTTPLeaseClient(transport)
            let identity = "me"
            let elector = try LeaderElector(
                .init(identity: identity, namespace: "default", leaseName: "app"),
                client: client)
            async let shown: Void = {
                for await state in elector.states {
                    print("\(identity) \(state)")
                }
            }()
            let version = try await elector.withLeadership { leadership in
                try await migrate(leadership)
            }
            #expect(version == 7)
            await shown
        }
    }
}
