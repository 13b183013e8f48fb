import KubeAPI
import KubeRegistry
import KubeTime

/// Asks the rules about a write that is decided.
///
/// It has the rules of the cluster for the time of one request, so that a rule counts only when a write
/// has come so far.
struct FaultGate: WriteGate {
    var book: FaultBook
    var request: FaultedRequest
    let now: Timestamp
    /// The rules of which it is known that what they say of the cluster is not so.
    private let failing: Set<UInt64>

    /// What a rule does to the request; nil when none does anything.
    private(set) var step: FaultStep?

    init(_ book: FaultBook, _ request: FaultedRequest, failing: Set<UInt64>, at now: Timestamp) {
        self.book = book
        self.request = request
        self.failing = failing
        self.now = now
    }

    mutating func verdict(on write: Write) -> WriteVerdict {
        guard case .client = write.context.author, !write.context.options.isDryRun else {
            return .pass
        }
        var subject = request.subject
        while let entry = book.next(
            at: .beforeCommit, of: &subject, &request.course, at: now)
        {
            guard !failing.contains(entry.id), let step = book.ask(entry.id, &request.course)
            else { continue }
            self.step = step
            return .abort
        }
        return .pass
    }
}
