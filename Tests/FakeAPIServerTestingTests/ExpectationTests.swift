import FakeAPIServerTesting
import KubeTestSupport
import Testing

@Suite(.limited) struct `What a test expects of a running server` {
    private let start = Timestamp.epoch

    /// Runs `body` with a server whose lease `app` one holds.
    private func withLease(_ body: (FakeAPIServer) async throws -> Void) async throws {
        try await withFakeAPIServer(clock: .manual(startingAt: start)) { server in
            try await APIClient(url: server.url).createLease(
                "app", holder: "one", renewTime: start.rfc3339)
            try await body(server)
        }
    }

    @Test func `is waited for`() async throws {
        try await withLease { server in
            async let met = server.expect(.lease("app", heldBy: "two"), within: .seconds(600))
            try await server.lease("app").steal(by: "two")
            let outcome = try await met
            #expect(outcome.text.hasPrefix("two holds the lease default/app"))
            #expect(outcome.time == start)
            #expect(outcome.version != nil)
        }
    }

    @Test func `throws the near miss`() async throws {
        try await withLease { server in
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.expect(.lease("app", heldBy: "two"), within: .zero)
            }
            #expect(
                error?.description.hasPrefix(
                    #"not within 0s: its holder is "one" instead of "two"; one holds the lease"#)
                    == true)
        }
    }

    @Test func `fails as soon as what must never be is so`() async throws {
        try await withLease { server in
            try await server.never(.lease("app", heldBy: "two"), for: .zero)
            let broken = Task {
                try await server.never(
                    .lease("app", heldBy: "two"), for: .seconds(600), by: .cluster)
            }
            try await server.lease("app").steal(by: "two")
            let error = await #expect(throws: FakeAPIServerError.self) { try await broken.value }
            #expect(error?.description.contains("two holds the lease default/app") == true)
        }
    }

    @Test func `can be all kinds of things`() async throws {
        try await withLease { server in
            let conditions: [Condition] = [
                .lease("app", heldBy: ["none", "on*"], transitions: .exactly(0)),
                .lease("missing", isFree: true),
                .object("namespaces", "default"),
                .object("leases", "missing", exists: false),
                .requests(RequestMatch(verb: "create"), .exactly(1)),
                .sequence([RequestMatch(verb: "create", resource: "leases")]),
                .noFindings("app"),
                .not(.findings([.overlap], "app")),
                .watches(.any, .exactly(0)),
                .held(.atMost(0)),
                .not(.faults(.spent)),
                .quiet(.zero),
            ]
            try await server.expect(.all(conditions), within: .zero)
            try await server.expect(.any([.not(conditions[0]), conditions[1]]), within: .zero)
        }
    }

    @Test func `must make sense`() async throws {
        try await withLease { server in
            let error = await #expect(throws: FakeAPIServerError.self) {
                try await server.expect(.held(.exactly(0), by: "typo"))
            }
            #expect(error?.description.hasPrefix("there is no rule \"typo\"") == true)
        }
    }

    @Test func `moves the clock until it is so`() async throws {
        try await withLease { server in
            let report = try await server.clock.advance(until: .lease("app", isExpired: true))
            #expect(report.elapsed == report.now - start)
            #expect(report.reason?.contains("held the lease default/app") == true)
            await #expect(throws: FakeAPIServerError.self) {
                try await server.clock.advance(
                    until: .lease("app", heldBy: "two"), atMost: .seconds(1))
            }
            #expect(server.clock.now == report.now + .seconds(1))
        }
    }

    @Test func `is forgotten when its task is cancelled, and ends with the server`() async throws {
        try await withLease { server in
            let task = Task { try await server.expect(.lease("never"), within: .seconds(600)) }
            task.cancel()
            await #expect(throws: FakeAPIServerError.self) { try await task.value }
            let last = Task { try await server.expect(.lease("never"), within: .seconds(600)) }
            await server.shutDown()
            await #expect(throws: FakeAPIServerError.self) { try await last.value }
        }
    }
}
