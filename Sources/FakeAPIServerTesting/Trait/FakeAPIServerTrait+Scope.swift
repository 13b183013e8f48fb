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

    /// Runs `function` with a cluster, whatever other traits there are; if it fails, the report is given to
    /// `attach`.
    func run(
        _ test: Test, _ testCase: Test.Case?,
        attach: @Sendable (String) -> Void = FailureReport.attach,
        _ function: @Sendable () async throws -> Void
    ) async throws {
        let seed = seed ?? UInt64(seedOf: test, testCase)
        let server = try await TestedServer(options, seed: seed, inOwnProcess: hasOwnProcess)
        let report = FailureReport(server, seed: seed)
        let hasFailed = Mutex(false)
        let issues = IssueHandlingTrait.compactMapIssues { issue in
            guard issue.isFailure else { return issue }
            hasFailed.withLock { $0 = true }
            var issue = issue
            issue.comments.append("\(report.repetition)")
            return issue
        }
        let outcome: Result<Void, any Error>
        do {
            try await FakeAPIServer.$currentHandle.withValue(server.cluster) {
                try await issues.provideScope(for: test, testCase: testCase) {
                    try await record(in: test, report, function)
                    await recordFindings(of: server.cluster, in: test)
                }
            }
            outcome = .success(())
        } catch {
            hasFailed.withLock { $0 = true }
            outcome = .failure(error)
        }
        if hasFailed.withLock(\.self) { attach(await report.text) }
        await server.end()
        try outcome.get()
    }

    /// Runs `function`; if a server did not do what it was to do, that is an issue where the test has said so.
    private func record(
        in test: Test, _ report: FailureReport, _ function: @Sendable () async throws -> Void
    ) async throws {
        do {
            try await function()
        } catch let error as FakeAPIServerError where error.location != nil {
            Issue.record(
                error, "\(await report.summary)",
                sourceLocation: error.location.map(SourceLocation.init) ?? test.sourceLocation)
        }
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
