import FakeAPIServerTesting
import KubeTestSupport
import Testing

@Suite(.limited) struct `Clients under every order of their writes` {
    /// Takes the lease if nobody holds it, as an elector does that looks before it writes; one that does
    /// not say what it has seen overwrites what others have written meanwhile.
    private func takeIfFree(
        _ client: ExploredClient, saysVersion: Bool = true
    ) async throws {
        let lease = try await client.leases.get("web")
        guard lease.holderIdentity == nil else { return }
        let now = client.cluster.clock.now.rfc3339
        let version = saysVersion ? lease.metadata.resourceVersion : nil
        let metadata = version.map { #""metadata":{"resourceVersion":"\#($0)"},"# } ?? ""
        do throws(FakeAPIServerError) {
            try await client.leases.patch(
                "web",
                .merge(
                    """
                    {\(metadata)"spec":{"holderIdentity":"\(client.name)","leaseDurationSeconds":15,\
                    "acquireTime":"\(now)","renewTime":"\(now)"}}
                    """))
        } catch {
            // Somebody was faster.
            guard error.kind == .conflict else { throw error }
        }
    }

    private func withFreeLease(_ body: (FakeAPIServer) async throws -> Void) async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            try await server.leases.create(LeaseObject("web"))
            try await body(server)
        }
    }

    @Test func `are all run, and nothing is wrong with those that are right`() async throws {
        try await withFreeLease { server in
            let exploration = try await server.explore(
                clients: ["a", "b", "c"], always: .noFindings("web"),
                finally: .lease("web", heldBy: ["a", "b", "c"])
            ) { client in
                try await takeIfFree(client)
            }
            #expect(exploration.failure == nil)
            #expect(exploration.runCount == 6 && exploration.isComplete)
            #expect(exploration.description == "nothing failed under 6 orders, all there are")
            #expect(try await server.clusterNames.isEmpty, "what was made is deleted")
            #expect(
                try await server.lease("web").holder == nil, "the cluster itself is not touched")
        }
    }

    @Test func `show the shortest one in which a broken elector does harm`() async throws {
        let harmless = Condition.not(.findings([.takeoverBeforeExpiry], "web"))
        try await withFreeLease { server in
            let exploration = try await server.explore(
                clients: ["a", "b", "c"], always: harmless
            ) { client in
                try await takeIfFree(client, saysVersion: client.name != "c")
            }
            let failure = try #require(exploration.failure)
            #expect(failure.order == ["a", "c"])
            #expect(failure.releases.last?.summary == "patch leases default/web for holder c")
            #expect(failure.reason.contains("takeoverBeforeExpiry"))
            #expect(exploration.isComplete)

            let replay = try await server.explore(
                clients: ["a", "b", "c"], always: harmless, orders: .only(failure.order)
            ) { client in
                try await takeIfFree(client, saysVersion: client.name != "c")
            }
            #expect(replay.failure == failure)
            #expect(replay.runCount == 1)
        }
    }

    @Test func `show who renews without looking`() async throws {
        try await withFreeLease { server in
            let broken = try await server.explore(
                clients: ["a", "b"], always: .not(.findings([.unconditionalTakeover], "web"))
            ) { client in
                try await takeIfFree(client)
                try await client.leases.patch(
                    "web", .merge(#"{"spec":{"holderIdentity":"\#(client.name)"}}"#))
            }
            #expect(broken.failure?.order == ["a", "b", "b"])
        }
    }

    @Test func `are told apart by what must hold at their end`() async throws {
        try await withFreeLease { server in
            let exploration = try await server.explore(
                clients: ["a", "b"], finally: .lease("web", heldBy: "a")
            ) { client in
                try await takeIfFree(client)
            }
            #expect(exploration.failure?.order == ["b", "a"])
            #expect(
                exploration.failure?.description.hasPrefix(
                    "this order fails:\n  1. b: patch leases default/web for holder b at version ")
                    == true)
        }
    }

    @Test func `are drawn from a seed, and no more than are asked for`() async throws {
        try await withFreeLease { server in
            var explorations: [Exploration] = []
            for _ in 1...2 {
                explorations.append(
                    try await server.explore(
                        clients: ["a", "b", "c"], always: .noFindings("web"),
                        orders: .random(5, seed: 7)
                    ) { client in
                        try await takeIfFree(client, saysVersion: client.name != "c")
                    })
            }
            #expect(explorations[0] == explorations[1])
            #expect(explorations[0].runCount == 5 && !explorations[0].isComplete)
            let few = try await server.explore(
                clients: ["a", "b", "c"], always: .noFindings("web"), orders: .all(atMost: 2)
            ) { client in
                try await takeIfFree(client)
            }
            #expect(few.runCount == 2 && !few.isComplete)
        }
    }

    @Test func `have reads wait as well where that is asked for`() async throws {
        try await withFreeLease { server in
            let exploration = try await server.explore(
                clients: ["a", "b"], always: .noFindings("web"), ordering: .any
            ) { client in
                try await takeIfFree(client)
            }
            // Who reads after the other has written writes nothing.
            #expect(exploration.failure == nil)
            #expect(exploration.runCount == 6)
        }
    }

    /// Waits for `patience` by the cluster's clock, and takes the lease then.
    private func takeLater(
        _ client: ExploredClient, _ patience: Duration
    ) async throws {
        try await client.clock.sleep(for: patience)
        try await client.leases.patch(
            "web",
            .merge(
                #"{"spec":{"holderIdentity":"\#(client.name)","#
                    + #""renewTime":"\#(client.clock.now.rfc3339)"}}"#))
    }

    @Test func `wait for the time, which goes on when all others wait too`() async throws {
        try await withFakeAPIServer(clock: .manual()) { server in
            let start = server.clock.now
            try await server.leases.create(
                LeaseObject("web", heldBy: "c", for: .seconds(15), renewedAt: start))
            let harmless = Condition.not(.findings([.takeoverBeforeExpiry], "web"))
            var explorations: [Exploration] = []
            for _ in 1...2 {
                explorations.append(
                    try await server.explore(clients: ["a", "b"], always: harmless) { client in
                        try await takeLater(client, .seconds(client.name == "a" ? 16 : 32))
                    })
            }
            #expect(explorations[0] == explorations[1])
            #expect(explorations[0].failure == nil)
            #expect(explorations[0].runCount == 1, "b only wakes when a has written")
            #expect(server.clock.now == start, "the clock of the cluster itself stands still")
            let early = try await server.explore(clients: ["a", "b"], always: harmless) { client in
                try await takeLater(client, .seconds(client.name == "a" ? 16 : 20))
            }
            #expect(early.failure?.order == ["a", "b"])
        }
    }

    @Test func `sleep as often as they like, at the same time as others`() async throws {
        try await withFreeLease { server in
            let exploration = try await server.explore(
                clients: ["a", "b", "c"], finally: .lease("web", heldBy: "c")
            ) { client in
                for _ in 1...3 { try await client.clock.sleep(for: .seconds(10)) }
                if client.name == "c" { try await client.clock.sleep(for: .seconds(1)) }
                try await takeLater(client, .seconds(1))
            }
            #expect(exploration.failure == nil)
            #expect(exploration.runCount == 2 && exploration.isComplete)
        }
    }

    @Test func `end with what a client throws`() async throws {
        struct Failure: Error {}
        try await withFreeLease { server in
            await #expect(throws: Failure.self) {
                try await server.explore(clients: ["a", "b"]) { client in
                    try await takeIfFree(client)
                    if client.name == "b" { throw Failure() }
                }
            }
            let left = try await server.clusterNames
            #expect(left.isEmpty)
        }
    }
}
