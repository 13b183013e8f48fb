import FakeAPIServerTesting
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `Faults of a running server` {
    /// Sends a renewal of the lease `web`; nil when it gets no answer.
    private func renew(
        _ server: FakeAPIServer, as client: String, version: String
    ) async -> Int64? {
        let body: JSONValue = [
            "metadata": ["name": "web", "resourceVersion": .string(version)],
            "spec": ["holderIdentity": .string(client)],
        ]
        let answer = try? await APIClient(url: server.url(as: client)).send(
            "PUT", "\(APIClient.leases)/web", body)
        guard let answer else { return nil }
        return answer["code"]?.integer ?? 200
    }

    /// Creates the lease `web`; returns its version.
    private func create(_ server: FakeAPIServer) async throws -> String {
        let client = APIClient(url: server.url)
        try await client.createLease("web", holder: "a", renewTime: "2026-01-01T00:00:00.000000Z")
        let lease = try await client.get("\(APIClient.leases)/web")
        return try #require(lease[path: "metadata", "resourceVersion"]?.string)
    }

    @Test func `lose the answer to a write that has happened`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            try await server.faults.add(
                FaultRule("lose", on: .update, at: .afterCommit, do: .reset, times: 1))

            #expect(await renew(server, as: "b", version: version) == nil)

            #expect(
                try await APIClient(url: server.url).lease("web")["holderIdentity"] == "b")
            let request = try #require(
                try await server.requests(RequestMatch(verb: "update")).first)
            #expect(request.outcome == .lost)
            #expect(request.faults == ["lose"])
            let report = try #require(try await server.faults.reports.first)
            #expect(report.state == .spent)
            #expect(report.acted == 1)
        }
    }

    @Test func `last as long as a block`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            let status = try await server.withFault(
                FaultRule(on: .writes, do: .error(.etcdTimeout))
            ) {
                await renew(server, as: "a", version: version)
            }

            #expect(status == 500)
            #expect(await renew(server, as: "a", version: version) == 200)
        }
    }

    @Test func `are refused where they make no sense`() async throws {
        try await withFakeAPIServer { server in
            await #expect(throws: FakeAPIServerError.self) {
                try await server.faults.add(FaultRule(at: .watching, do: .reset))
            }
        }
    }

    @Test func `hold writes until a test lets them go, in its order`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            let held = try await server.hold(.update)
            async let first = renew(server, as: "a", version: version)
            let one = try await held.next()
            async let second = renew(server, as: "b", version: version)
            let two = try await held.next()
            #expect([one.client, two.client] == ["a", "b"])

            try await held.release(two)
            try await held.release(one)

            #expect(await second == 200)
            #expect(await first == 409)
        }
    }

    @Test func `give something else to a held request`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            let held = try await server.hold(.update)
            async let renewal = renew(server, as: "a", version: version)
            try await held.release(held.next(), as: .error(.etcdTimeout))

            #expect(await renewal == 500)
        }
    }

    @Test func `let everything go when holding stops`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            let held = try await server.hold(.update)
            async let renewal = renew(server, as: "a", version: version)
            _ = try await held.next()
            try await held.stop()

            #expect(await renewal == 200)
            #expect(await renew(server, as: "a", version: version) == 409)
        }
    }

    @Test func `are not waited for when the task is cancelled`() async throws {
        try await withFakeAPIServer { server in
            let held = try await server.hold(.update)
            let waiting = Task { try await held.next() }
            waiting.cancel()

            await #expect(throws: FakeAPIServerError.self) { try await waiting.value }
        }
    }

    @Test func `are not waited for when the server ends`() async throws {
        let held = try await withFakeAPIServer { server in
            try await server.hold(.update)
        }
        await #expect(throws: FakeAPIServerError.self) { try await held.next() }
    }

    @Test func `cut a client off until it is healed`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            let partition = try await server.partition("b", .toClient)
            async let lost = renew(server, as: "b", version: version)
            #expect(
                try await eventually {
                    try await APIClient(url: server.url).lease("web")["holderIdentity"] == "b"
                })
            try await partition.heal()

            #expect(await lost == nil)
        }
    }

    @Test func `come together as presets`() async throws {
        try await withFakeAPIServer { server in
            let version = try await create(server)
            try await server.faults.add(.noPermission, on: RequestMatch(client: "b"))

            #expect(await renew(server, as: "b", version: version) == 403)
            #expect(await renew(server, as: "a", version: version) == 200)
            try await server.faults.removeAll(tag: "no-permission")
            #expect(try await server.faults.reports.isEmpty)
        }
    }
}

@Suite(.limited) struct `A rule of a running server` {
    @Test func `tells how often it has acted, and can be removed`() async throws {
        try await withFakeAPIServer { server in
            try await server.leases.create(LeaseObject("web", heldBy: "a"))
            let fault = try await server.faults.add(
                .on(.update, "leases", client: "a"), at: .afterCommit, .reset, times: 1)
            for client in ["a", "b", "a"] {
                let leases = server.cluster.leases(as: client)
                _ = try? await leases.update("web") { $0.holderIdentity = client }
            }
            #expect(try await fault.seen == 1, "one that is spent looks no more")
            #expect(try await fault.acted == 1)
            #expect(
                try await fault.report.description
                    == #"f1 (spent): {"reset":true} at afterCommit for "#
                    + #"{"client":"a","verb":"update","resource":"leases"}: seen 1, acted 1, 0 left"#
            )
            try await fault.remove()
            try await fault.remove()
            let error = await #expect(throws: FakeAPIServerError.self) { try await fault.acted }
            #expect(error?.kind == .notFound)
        }
    }

    @Test func `gives one request after the other another action`() async throws {
        try await withFakeAPIServer { server in
            try await server.faults.add(.on(.create), .error(.etcdTimeout), .pass)
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.leases.create(LeaseObject("web"))
            }
            #expect(error?.kind == .server(status: 500))
            #expect(error?.message == "etcdserver: request timed out")
            try await server.leases.create(LeaseObject("web"))
        }
    }

    @Test func `is gone after its block, also where that throws`() async throws {
        struct Failure: Error {}
        try await withFakeAPIServer { server in
            let refused = try await server.withFault(.on(.list), .error(.forbidden)) {
                await #expect(throws: FakeAPIServerError.self) { try await server.leases.list() }
            }
            #expect(refused?.kind == .forbidden)
            await #expect(throws: Failure.self) {
                try await server.withFault(.on(.list), .error(.forbidden)) { throw Failure() }
            }
            #expect(try await server.leases.list().isEmpty)
        }
    }

    @Test func `cuts a client off as long as a block`() async throws {
        try await withFakeAPIServer { server in
            let leases = server.cluster.leases(as: "a")
            try await server.withPartition("a", .toClient) {
                let lost = Task { try await leases.create(LeaseObject("web")) }
                try await server.expect(.object("leases", "web"))
                lost.cancel()
                await #expect(throws: FakeAPIServerError.self) { try await lost.value }
            }
            #expect(try await leases.list().count == 1)
        }
    }
}

@Suite(.limited) struct `The requests of a running server` {
    @Test func `are followed as their answers become final`() async throws {
        try await withFakeAPIServer { server in
            try await server.leases.create(LeaseObject("web", heldBy: "a"))
            var requests = server.followRequests(.on(.write, "leases")).makeAsyncIterator()
            #expect(try await requests.next()?.verb == "create")
            _ = try await server.leases.list()
            let update = try await server.leases.update("web") { $0.holderIdentity = "b" }
            let request = try #require(try await requests.next())
            let version = update.metadata.resourceVersion ?? ""
            #expect(request.committedVersion.map(String.init) == version)
            #expect(
                request.description.hasSuffix(
                    "test: update leases default/web for holder b at version "
                        + "\((UInt64(version) ?? 0) - 1) -> 200, now version \(version)"))
        }
    }

    @Test func `end with the server`() async throws {
        let requests = try await withFakeAPIServer { server in
            var requests = server.followRequests().makeAsyncIterator()
            _ = try await server.leases.list()
            #expect(try await requests.next()?.verb == "list")
            return requests
        }
        var rest = requests
        #expect(try await rest.next() == nil)
    }
}
