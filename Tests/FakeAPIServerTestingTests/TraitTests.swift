import KubeJSON
import KubeTestSupport
import Testing

@testable import FakeAPIServerTesting

@Suite(.fakeAPIServer(clock: .manual(), coordinated: true))
struct `A test whose suite has a server` {
    @Test func `has a cluster of its own, which is the same in each run`() async throws {
        let server = try FakeAPIServer.current
        #expect(server.url.contains("/clusters/"))
        #expect(server.clock.now == .epoch)
        try await server.leases.create(LeaseObject("app", heldBy: "a", for: .seconds(15)))
        #expect(try await server.requests.count == 1)
        let discovery = try await APIClient(url: server.url).get("/apis/coordination.k8s.io")
        #expect(discovery["versions"]?.array?.count == 2)
    }

    @Test(.fakeAPIServer(clock: .manual(startingAt: .epoch + .seconds(5))))
    func `has another one when it says so itself`() throws {
        #expect(try FakeAPIServer.current.clock.now == .epoch + .seconds(5))
    }

    @Test(arguments: ["a", "b"])
    func `has one for each of its arguments`(name: String) async throws {
        let server = try FakeAPIServer.current
        #expect(try await server.leases.list().isEmpty)
        try await server.leases.create(LeaseObject("app", heldBy: name, for: .seconds(15)))
    }

    @Test func `is seen by its child tasks, and by no detached one`() async throws {
        let url = try FakeAPIServer.current.url
        async let child = FakeAPIServer.current.url
        #expect(try await child == url)
        await #expect(throws: NoFakeAPIServerError.self) {
            try await Task.detached { try FakeAPIServer.current.url }.value
        }
    }
}

@Suite(.fakeAPIServer(clock: .manual()).shared)
struct `A suite whose tests share a cluster` {
    private static let urls = Log<String>()

    @Test(arguments: 1...3) func `has one for all of them`(number: Int) async throws {
        let server = try FakeAPIServer.current
        #expect(server.url.contains("/clusters/"))
        Self.urls.add(server.url)
        #expect(Set(Self.urls.all) == [server.url])
        // It is there as long as one of them runs.
        try await server.leases.create(LeaseObject("app-\(number)"))
        #expect(try await server.leases.list().count == Self.urls.all.count)
    }

    @Test(.fakeAPIServer(clock: .manual()))
    func `leaves one to each that says so itself`() throws {
        #expect(try !Self.urls.all.contains(FakeAPIServer.current.url))
    }
}

@Suite(.limited, .fakeAPIServer(clock: .manual(), coordinated: true).ownProcess)
struct `A test that has a server in a process of its own` {
    @Test func `does the same to it`() async throws {
        let server = try FakeAPIServer.current
        #expect(server.name.isEmpty)
        #expect(server.clock.now == .epoch)
        try await server.leases.create(
            LeaseObject("app", heldBy: "a", for: .seconds(15), renewedAt: server.clock.now))
        try await server.clock.advance(until: .lease("app", isExpired: true))
        #expect(server.clock.now > .epoch + .seconds(15))
        #expect(try await server.leaseCandidates.list().isEmpty)
    }
}

@Suite struct `The trait` {
    private let test: Test
    private let testCase: Test.Case?
    private let reports = Log<String>()

    init() throws {
        test = try #require(Test.current)
        testCase = Test.Case.current
    }

    @Test func `is named by who misses it`() {
        let error = #expect(throws: NoFakeAPIServerError.self) { try FakeAPIServer.current }
        #expect(error?.description.contains("@Test(.fakeAPIServer())") == true)
    }

    @Test func `says with each failure how to repeat it`() async throws {
        let issues = try await issues(of: .fakeAPIServer(seed: 7)) { Issue.record("failure") }
        let comments = issues.flatMap { $0.comments.map(\.rawValue) }
        #expect(comments.first == "failure")
        #expect(comments.last?.contains(".fakeAPIServer(seed: 7) repeats the run") == true)
    }

    @Test(arguments: [false, true])
    func `warns of what is wrong with terms, or fails the test`(isStrict: Bool) async throws {
        let trait: FakeAPIServerTrait = .fakeAPIServer(clock: .manual())
        let issues = try await issues(of: isStrict ? trait.strict : trait, takeOverEarly)
        #expect(!issues.isEmpty)
        for issue in issues {
            #expect(issue.severity == (isStrict ? .error : .warning))
            #expect(issue.comments.first?.rawValue.hasPrefix("default/app: ") == true)
        }
    }

    @Test(arguments: [false, true])
    func `attaches what happened to a test that fails`(hasOwnProcess: Bool) async throws {
        let trait: FakeAPIServerTrait = .fakeAPIServer(clock: .manual(), seed: 7)
        _ = try await issues(of: hasOwnProcess ? trait.ownProcess : trait) {
            let server = try FakeAPIServer.current
            try await server.leases.create(
                LeaseObject("app", heldBy: "a", for: .seconds(15), renewedAt: server.clock.now))
            Issue.record("failure")
        }
        let report = try #require(reports.all.first)
        #expect(reports.all.count == 1)
        #expect(report.hasPrefix("the server's seed was 7: .fakeAPIServer(seed: 7) repeats "))
        for part in [
            "Terms", "default/app", "Requests", "create leases default/app", "Objects",
            "seed: 7", "kind: Lease",
        ] {
            #expect(report.contains(part), "\(part) is missing in\n\(report)")
        }
        #expect(report.contains("fake-apiserver listens on ") == hasOwnProcess)
    }

    @Test func `attaches it to a test that throws as well, and ends its cluster`() async throws {
        struct Failure: Error {}
        let clusters = Log<FakeCluster>()
        await #expect(throws: Failure.self) {
            _ = try await issues(of: .fakeAPIServer()) {
                clusters.add(try FakeAPIServer.current)
                throw Failure()
            }
        }
        #expect(reports.all.count == 1)
        let cluster = try #require(clusters.all.first)
        await #expect(throws: FakeAPIServerError.self) { try await cluster.terms }
    }

    @Test func `attaches nothing to a test that passes`() async throws {
        let issues = try await issues(of: .fakeAPIServer()) {
            try await FakeAPIServer.current.leases.create(LeaseObject("app"))
        }
        #expect(issues.isEmpty && reports.all.isEmpty)
    }

    @Test func `has what was expected appear where it was expected`() async throws {
        let place = SourceLocation(fileID: #fileID, filePath: #filePath, line: #line, column: 1)
        let unmet: [@Sendable (FakeCluster) async throws -> Void] = [
            { try await $0.expect(.lease("app", heldBy: "a"), within: .zero) },
            { try await $0.never(.lease("app", exists: false), for: .seconds(9), by: .cluster) },
            { try await $0.expect(.lease("app", exists: true), throughout: .seconds(9)) },
            { try await $0.clock.advance(until: .lease("app", heldBy: "a")) },
        ]
        for (index, body) in unmet.enumerated() {
            let issues = try await issues(of: .fakeAPIServer(clock: .manual())) {
                try await FakeAPIServer.current.leases.create(LeaseObject("other", heldBy: "x"))
                try await body(FakeAPIServer.current)
            }
            let issue = try #require(issues.first)
            #expect(issues.count == 1, "what is recorded is not thrown as well")
            let comments = issue.comments.map(\.rawValue).joined(separator: "\n")
            #expect(comments.contains("Lease default/other: x held it from "))
            #expect(comments.contains("test: create leases default/other for holder x -> 201"))
            #expect(comments.contains("Who has asked: test (1)"))
            #expect(comments.contains("repeats the run"))
            #expect(issue.sourceLocation?.line == place.line + 2 + index)
            #expect(issue.sourceLocation?.fileID == place.fileID)
            let error = try #require(issue.error as? FakeAPIServerError)
            #expect(error.kind == .notMet)
            #expect(error.description.contains("TraitTests.swift:\(place.line + 2 + index))"))
        }
    }

    @Test func `throws what is wrong with its options`() async {
        let trait: FakeAPIServerTrait = .fakeAPIServer(runtimeConfig: ["nonsense"])
        await #expect(throws: ServerOptionsError.self) { try await trait.run(test, testCase) {} }
    }

    @Test(arguments: [1, 2]) func `draws the seed from the arguments too`(number: Int) {
        let seed = UInt64(seedOf: test, testCase)
        #expect(seed == UInt64(seedOf: test, testCase))
        #expect(seed != UInt64(seedOf: test, nil))
        #expect(Self.seeds.add(seed, for: number))
    }

    private static let seeds = SeedLog()

    /// What is recorded while `body` runs with `trait`, which has no effect on this test; what is to be
    /// attached to it is in `reports`.
    private func issues(
        of trait: FakeAPIServerTrait, _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> [Issue] {
        let issues = Log<Issue>()
        let observer = IssueHandlingTrait.compactMapIssues { issue in
            issues.add(issue)
            return nil
        }
        try await observer.provideScope(for: test, testCase: testCase) {
            try await trait.run(test, testCase, attach: { reports.add($0) }, body)
        }
        return issues.all
    }
}

/// Has somebody take a lease that has not run out.
@Sendable private func takeOverEarly() async throws {
    let server = try FakeAPIServer.current
    try await server.leases.create(
        LeaseObject("app", heldBy: "a", for: .seconds(15), renewedAt: server.clock.now))
    try await server.leases.update("app") { $0.holderIdentity = "b" }
    #expect(try await !server.terms.flatMap(\.findings).isEmpty)
}

/// Which seeds there were, to see that none comes twice.
private final class SeedLog: Sendable {
    private let entries = Log<(seed: UInt64, number: Int)>()

    /// Adds a seed; whether it is no other number's.
    func add(_ seed: UInt64, for number: Int) -> Bool {
        entries.add((seed, number))
        return entries.all.allSatisfy { $0.seed != seed || $0.number == number }
    }
}
