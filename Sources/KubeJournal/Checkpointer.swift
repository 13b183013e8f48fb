import CKubeSQLite
import Dispatch
import KubeFoundation
import Synchronization

/// Copies what is in the write-ahead log to the database, on a thread of its own.
///
/// That has to wait for the disk, for as long as the disk likes; commits need not. SQLite lets it
/// happen while they go on.
final class Checkpointer: Sendable {
    private let path: String
    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)
    private let end = DispatchSemaphore(value: 0)

    private struct State {
        var hasThread = false
        var isRequested = false
        var isStopped = false
        var copiedPages = 0
    }

    /// A checkpointer of the database at `path`, which has no thread before the first request.
    init(path: String) {
        self.path = path
    }

    /// How many of the log's pages had been copied when something was last copied.
    var copiedPageCount: Int { state.withLock(\.copiedPages) }

    /// Notes that somebody else has copied the first `count` of the log's pages.
    func noteCopiedPages(_ count: Int) {
        state.withLock { $0.copiedPages = count }
    }

    /// Has everything copied that is in the log by now; does not wait for it.
    func request() {
        let (isNew, needsThread) = state.withLock { state in
            defer { (state.isRequested, state.hasThread) = (true, true) }
            return (!state.isRequested, !state.hasThread)
        }
        if isNew { work.signal() }
        guard needsThread else { return }
        startThread(named: "checkpoints") {
            self.run()
            self.end.signal()
        }
    }

    /// Returns once the database is not used any more; nothing must be requested afterwards.
    func stop() {
        let hasThread = state.withLock { state in
            state.isStopped = true
            return state.hasThread
        }
        guard hasThread else { return }
        work.signal()
        end.wait()
    }

    private func run() {
        // What goes wrong here is only put off: everything stays in the log.
        let database = try? SQLiteDatabase(path: path, lock: nil)
        // A connection that has read nothing does not know of the log, and copies nothing of it.
        _ = try? database?.integer("PRAGMA schema_version")
        while true {
            work.wait()
            guard !state.withLock(\.isStopped) else { return }
            let copied = database?.checkpoint() ?? 0
            state.withLock { ($0.isRequested, $0.copiedPages) = (false, copied) }
        }
    }
}
