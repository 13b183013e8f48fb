import FakeAPIServerTesting
import LeaderElection
import Testing

@Suite struct `The examples of what a test does to a cluster` {
    @Test func `leases are made and changed`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let now = server.clock.now
            try await server.leases.create(
                LeaseObject("web", heldBy: "a", for: .seconds(15), renewedAt: now))
            try await server.leases.update("web") { $0.holderIdentity = "b" }

            let lease = try await server.leases.get("web")
            #expect(lease.holderIdentity == "b")
            #expect(lease.expiry == now + .seconds(15))

            let stale = lease
            try await server.leases.update("web") { $0.renewTime = now + .seconds(2) }
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.leases.update(stale)
            }
            #expect(error?.kind == .conflict)
        }
    }

    @Test func `a lease tells what happens to it`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            var app = try MyOperator(apiServer: server.url)
            var events = try await server.lease("app").events.makeAsyncIterator()
            try await app.renewLease(at: server.clock.now)
            try await server.lease("app").steal(by: "other")

            #expect(try await events.next()?.kind == .taken(by: "operator"))
            let event = try #require(try await events.next())
            #expect(event.lease.holderIdentity == "other")
        }
    }

    @Test func `candidates are read`() async throws {
        try await withFakeAPIServer(coordinated: true, clock: .manual()) { server in
            let now = server.clock.now
            try await server.leaseCandidates.create(
                LeaseCandidateObject("a", for: "app", renewedAt: now))
            try await server.clock.advance(until: .lease("app", heldBy: "a"))
            let candidate = try await server.leaseCandidates.get("a")
            #expect(candidate.leaseName == "app")
        }
    }

    @Test func `a rule acts and is removed`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            try await server.leases.create(LeaseObject("web", heldBy: "a"))

            let fault = try await server.faults.add(
                .on(.update, "leases", client: "a"), at: .afterCommit, .reset, times: 1)
            let leases = server.cluster.leases(as: "a")
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await leases.update("web") { $0.holderIdentity = "b" }
            }
            #expect(error?.kind == .noAnswer)
            #expect(try await fault.acted == 1)
            try await fault.remove()

            let request = try #require(try await server.requests(.on(.update)).last)
            #expect(request.outcome == .lost)  // it has happened, and nobody was told
            #expect(try await server.lease("web").isHeld(by: "b"))
        }
    }

    @Test func `a client is cut off for a while`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            try await server.leases.create(LeaseObject("web"))
            let partition = try await server.partition("a", .toServer)
            let lost = Task { try await server.cluster.leases(as: "a").get("web") }
            lost.cancel()  // nobody else ends it
            try await partition.heal()
            #expect(try await server.cluster.leases(as: "a").get("web").holderIdentity == nil)
        }
    }

    @Test func `requests are followed`() async throws {
        try await withFakeAPIServer { server in
            let program = Task { try await server.leases.create(LeaseObject("web", heldBy: "a")) }
            for try await request in server.followRequests(.on(.write, "leases")) {
                print(request)  // #1 2026-01-01T00:00:00.000000Z test: create leases …
                break
            }
            _ = try await program.value
        }
    }

    @Test func `an elector that looks is right under every order`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            try await server.leases.create(LeaseObject("web"))
            let exploration = try await server.explore(
                clients: ["a", "b"], always: .noFindings("web"),
                finally: .lease("web", heldBy: ["a", "b"])
            ) { client in
                var lease = try await client.leases.get("web")
                guard lease.holderIdentity == nil else { return }
                lease.holderIdentity = client.name
                do {
                    try await client.leases.update(lease)
                } catch let error as FakeAPIServerError where error.kind == .conflict {
                    // The other one was faster.
                }
            }
            #expect(exploration.failure == nil)
            #expect(exploration.runCount == 2)
        }
    }

    @Test func `an elector that waits is right under every order`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            try await server.leases.create(
                LeaseObject("web", heldBy: "c", for: .seconds(15), renewedAt: server.clock.now))
            let exploration = try await server.explore(
                clients: ["a", "b"], always: .noFindings("web"),
                finally: .lease("web", heldBy: ["a", "b"])
            ) { client in
                var lease = try await client.leases.get("web")
                if let expiry = lease.expiry {
                    try await client.clock.sleep(until: expiry + .seconds(1))
                }
                lease.holderIdentity = client.name
                lease.renewTime = client.clock.now
                lease.leaseTransitions = (lease.leaseTransitions ?? 0) + 1
                do {
                    try await client.leases.update(lease)
                } catch let error as FakeAPIServerError where error.kind == .conflict {
                    // The other one was faster.
                }
            }
            #expect(exploration.failure == nil)
            #expect(exploration.runCount == 2)
        }
    }

    @Test func `an elector runs without a socket`() async throws {
        try await withFakeAPIServer { server in
            let transport = server.transport(as: "a")
            let client = HTTPLeaseClient(
                ClosureTransport { request in
                    let response = try await transport.send(
                        request.method, request.path, body: request.body)
                    return APIResponse(status: response.status, body: response.body)
                })
            let elector = try LeaderElector(
                LeaderElector.Configuration(
                    identity: "a", namespace: "default", leaseName: "web"),
                client: client)
            let work = Task {
                try await elector.run { _ in try await Task.sleep(for: .seconds(60)) }
            }
            try await server.expect(.lease("web", heldBy: "a"), within: .seconds(300))
            work.cancel()
            _ = try? await work.value
            try await server.expect(.lease("web", isFree: true))
        }
    }

    @Test func `a server has a process of its own`() async throws {
        let server = try await FakeAPIServer.launch(["--clock=manual"])
        try await server.leases.create(LeaseObject("web", heldBy: "a"))
        try await server.lease("web").steal(by: "b")
        #expect(try await server.lease("web").holder == "b")
        await server.shutDown()
    }
}
