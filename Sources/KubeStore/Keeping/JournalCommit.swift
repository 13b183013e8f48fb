import Synchronization

/// A batch that is on its way to the file.
package final class JournalCommit: Sendable {
    private let result = Mutex<Result<Void, JournalError>?>(nil)

    package init() {}

    /// Whether it is known what has become of the batch.
    package var isDone: Bool { result.withLock { $0 != nil } }

    /// Notes what has become of the batch: all of it is in the file, or nothing.
    package func finish(_ outcome: Result<Void, JournalError>) {
        result.withLock { $0 = outcome }
    }

    /// Throws why the batch is not in the file; it must be done.
    package func check() throws(JournalError) {
        guard let outcome = result.withLock(\.self) else {
            preconditionFailure("the batch is still being written")
        }
        try outcome.get()
    }
}
