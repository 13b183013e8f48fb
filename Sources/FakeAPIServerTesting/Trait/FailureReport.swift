import FakeAPIServerKit
import Testing

/// What is told of a test that failed.
struct FailureReport {
    private let cluster: FakeCluster
    private let seed: UInt64

    init(_ cluster: FakeCluster, seed: UInt64) {
        (self.cluster, self.seed) = (cluster, seed)
    }

    /// The sentence that says how to repeat a run.
    static func repetition(with seed: UInt64) -> String {
        "the server's seed was \(seed): .fakeAPIServer(seed: \(seed)) repeats the run"
    }

    /// The report.
    var text: String {
        get async { "\(Self.repetition(with: seed))\n\n\(await cluster.report())\n" }
    }

    /// Attaches the report to the test that runs.
    func attach() async {
        Attachment.record(await text, named: "fake-apiserver.txt")
    }
}
