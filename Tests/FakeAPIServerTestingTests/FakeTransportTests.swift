import FakeAPIServerTesting
import KubeJSON
import KubeTestSupport
import Testing

@Suite(.limited) struct `A transport in the process` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    private func lease(_ name: String, holder: String) -> [UInt8] {
        Array(
            #"{"metadata":{"name":"\#(name)"},"spec":{"holderIdentity":"\#(holder)"}}"#.utf8)
    }

    @Test func `is answered as a client with a socket is`() async throws {
        try await withFakeAPIServer { server in
            let transport = server.transport(as: "a")
            let created = try await transport.send("POST", leases, body: lease("app", holder: "a"))
            #expect(created.status == 201)
            #expect(created.header("content-type") == "application/json")
            let response = try await transport.send("GET", "\(leases)/app")
            let overSocket = try await APIClient(url: server.url).get("\(APIClient.leases)/app")
            #expect(try await JSONParser.parse(response.collect()) == overSocket)
        }
    }

    @Test func `has a name, and a connection for one request after the other`() async throws {
        try await withFakeAPIServer { server in
            let transport = server.transport(as: "a")
            for _ in 1...3 { _ = try await transport.send("GET", leases).collect() }
            _ = try await server.transport(as: "b").send("GET", leases).collect()

            let requests = try await server.requests
            #expect(requests.map(\.client) == ["a", "a", "a", "b"])
            #expect(requests.map(\.nth) == [1, 2, 3, 1])
            #expect(Set(requests.prefix(3).map(\.connection)).count == 1)
        }
    }

    @Test func `throws when the connection is reset or closed, and sends nothing twice`()
        async throws
    {
        try await withFakeAPIServer { server in
            let transport = server.transport(as: "a")
            for (name, action) in [("reset", FaultAction.reset), ("close", .close)] {
                try await server.faults.add(FaultRule(on: .any, at: .afterCommit, do: action))
                let error = await #expect(throws: FakeAPIServerError.self) {
                    try await transport.send("POST", leases, body: lease(name, holder: "a"))
                }
                #expect(error?.kind == .noAnswer)
                try await server.faults.removeAll()
                #expect(try await transport.send("GET", "\(leases)/\(name)").status == 200)
            }
            #expect(try await server.requests(RequestMatch(verb: "create")).count == 2)
        }
    }

    @Test func `reads a body as it comes, and throws when it ends too early`() async throws {
        try await withFakeAPIServer { server in
            let watch = try await server.transport(as: "w").send("GET", "\(leases)?watch=true")
            #expect(watch.status == 200)
            let client = server.transport(as: "a")
            _ = try await client.send("POST", leases, body: lease("app", holder: "a")).collect()

            var parts = watch.body.makeAsyncIterator()
            let event = try #require(try await parts.next())
            #expect(try JSONParser.parse(event)["type"] == "ADDED")

            try await server.faults.cutWatches()
            await #expect(throws: FakeAPIServerError.self) {
                while try await parts.next() != nil {}
            }
        }
    }

    @Test func `leaves when its task is cancelled`() async throws {
        try await withFakeAPIServer { server in
            try await server.faults.add(FaultRule(on: RequestMatch(client: "a"), do: .hold))
            let request = Task { try await server.transport(as: "a").send("GET", leases) }
            try await server.expect(.held(1))
            request.cancel()
            let error = await #expect(throws: FakeAPIServerError.self) { try await request.value }
            #expect(error?.kind == .noAnswer)
            try await server.expect(.requests(RequestMatch(client: "a")))
            #expect(try await server.requests.first?.outcome == .held)
        }
    }

    @Test func `says that a server has ended`() async throws {
        let server = try FakeAPIServer(ServerOptions())
        let transport = server.transport(as: "a")
        await server.shutDown()
        let error = await #expect(throws: FakeAPIServerError.self) {
            try await transport.send("GET", "/version")
        }
        #expect(error?.kind == .noAnswer)
        let ended = await #expect(throws: FakeAPIServerError.self) { try await server.terms }
        #expect(ended?.kind == .ended)
    }

    @Test func `refuses what is no request`() async throws {
        try await withFakeAPIServer { server in
            for path in ["version", "/a b", "/a\r\nHost: b"] {
                let error = await #expect(throws: FakeAPIServerError.self, "\(path)") {
                    try await server.transport(as: "a").send("GET", path)
                }
                #expect(error?.kind == .invalid)
            }
        }
    }
}

@Suite(.limited) struct `The holder of a server` {
    @Test func `can do everything where the control API is not served`() async throws {
        try await withFakeAPIServer(clock: .manual()) {
            $0.cluster.servesControlAPI = false
        } _: { server in
            let start = server.clock.now
            let report = try await server.clock.advance(by: .seconds(3))
            #expect(report.now == start + .seconds(3))
            #expect(report.elapsed == .seconds(3))
            let response = try await server.transport(as: "a").send("GET", "/fake/clock")
            #expect(response.status == 404)
        }
    }
}
