import FakeAPIServerKit
import Synchronization
public import Testing

extension FakeAPIServerTrait {
    /// Runs a test with a cluster.
    public func provideScope(
        for test: Test, testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        let traits = test.traits.compactMap { $0 as? FakeAPIServerTrait }
        if let last = traits.last, last.id !== id { return try await function() }
        try await run(test, testCase, function)
    }

    /// Runs `function` with a cluster, whatever other traits there are.
    func run(
        _ test: Test, _ testCase: Test.Case?, _ function: @Sendable () async throws -> Void
    ) async throws {
        let seed = seed ?? UInt64(seedOf: test, testCase)
        let cluster = try await ProcessServer.shared.makeCluster(seed: seed) { $0 = options }
        let hasFailed = Mutex(false)
        do {
            try await FakeAPIServer.$currentHandle.withValue(cluster) {
                let issues = IssueHandlingTrait.compactMapIssues { issue in
                    guard issue.isFailure else { return issue }
                    hasFailed.withLock { $0 = true }
                    var issue = issue
                    issue.comments.append("\(FailureReport.repetition(with: seed))")
                    return issue
                }
                try await issues.provideScope(for: test, testCase: testCase) {
                    try await function()
                    await recordFindings(of: cluster, in: test)
                }
            }
        } catch {
            await FailureReport(cluster, seed: seed).attach()
            try? await cluster.delete()
            throw error
        }
        if hasFailed.withLock(\.self) { await FailureReport(cluster, seed: seed).attach() }
        try? await cluster.delete()
    }

    /// Records what is wrong with the terms of leases.
    private func recordFindings(of cluster: FakeCluster, in test: Test) async {
        // A test that has ended its cluster has looked at it before.
        guard let terms = try? await cluster.terms else { return }
        for term in terms {
            for finding in term.findings {
                Issue.record(
                    "\(term.namespace)/\(term.lease): \(finding.message)",
                    severity: isStrict ? .error : .warning, sourceLocation: test.sourceLocation)
            }
        }
    }
}

/// The server of all tests of the process that have the trait.
private enum ProcessServer {
    static var shared: FakeAPIServer { get throws { try server.get() } }

    private static let server = Result { try FakeAPIServer(ServerOptions()) }
}
