import Testing

/// What is told of a test that failed.
struct FailureReport {
    private let server: TestedServer
    private let seed: UInt64

    init(_ server: TestedServer, seed: UInt64) {
        (self.server, self.seed) = (server, seed)
    }

    /// The sentence that says how to repeat the run.
    var repetition: String {
        "the server's seed was \(seed): .fakeAPIServer(seed: \(seed)) repeats the run"
    }

    /// The report.
    var text: String {
        get async { "\(repetition)\n\n\(await server.report())\n" }
    }

    /// The last of it in a few lines: who led, and what was asked at the end.
    var summary: String {
        get async { await server.summary(requestCount: 10) }
    }

    /// Attaches a report to the test that runs.
    static func attach(_ text: String) {
        Attachment.record(text, named: "fake-apiserver.txt")
    }
}
