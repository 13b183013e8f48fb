import Dispatch
package import KubeStore
import Synchronization

/// Keeps everything that a store commits in one SQLite file, and gives it back at the next start.
///
/// The journal reads the store's history with a cursor, as a watch does: each batch is what came
/// after the last one in one transaction, on a queue of the journal's own, where waiting for the
/// disk keeps nobody. Whoever owns the store commits once for many changes, makes no others
/// meanwhile, and tells nobody of them before. When the transaction fails, nothing of it is in the
/// file, and the store undoes the same changes: what could not be kept has not happened. That costs
/// nothing as long as all goes well, since the history says how to undo a change.
///
/// The file is a WAL database. One server at a time uses it, which a lock sees to; the `sqlite3` shell
/// may read it at any time. `JournalSchema` describes its tables. `<file>-mark`, beside it, says how far
/// it has come, so that it is noticed when a part of it is gone (`JournalMark`).
package final class SQLiteJournal: StoreKeeper {
    /// What stored commits survive.
    package enum Synchronous: String, CaseIterable, Sendable {
        /// The end of the process at any instant.
        case normal
        /// The end of the machine at any instant.
        case full
    }

    /// How long a shell that holds the database is waited for.
    static let patienceMilliseconds: Int32 = 100

    private let path: String

    /// Where the file is written, one batch after the other.
    private let queue = DispatchQueue(label: "database")

    /// The file, behind a lock that only the queue holds for long; nil once it is closed.
    private let file: Mutex<JournalFile?>

    /// How far everything is written.
    private let cursor: Mutex<StoreCursor>

    /// Opens the database at `path`, which is made when it is missing, and returns it with the store
    /// that it holds.
    ///
    /// `checksIntegrity` has SQLite look through the whole file first. `historyBytes` is how much
    /// history the file holds, more or less; watches and paged lists reach back so far after a
    /// restart. `pagesMax` is the number of pages at which the file is full; none by default. `newStore`,
    /// in which there is nothing, is what a new database begins with. A database that has lost what was
    /// stored in it is refused unless one `acceptsLoss`. `report` is called, on any thread, with what a
    /// person should know.
    ///
    /// A store that is not what the file holds, since something may have been lost, is to be kept first.
    package static func open(
        _ path: String, synchronous: Synchronous = .normal, checksIntegrity: Bool = false,
        historyBytes: Int = 4 << 20, pagesMax: Int? = nil, newStore: ObjectStore = ObjectStore(),
        acceptsLoss: Bool = false, report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(JournalError) -> (SQLiteJournal, ObjectStore) {
        let opening = JournalOpening(
            path: path, synchronous: synchronous, checksIntegrity: checksIntegrity,
            historyBytes: historyBytes, pagesMax: pagesMax)
        let (file, contents) = try JournalFile.open(opening, orNew: newStore, report: report)
        var (store, isKept) = try file.store(of: contents, acceptingLoss: acceptsLoss)
        if isKept { store.markKept() }
        return (SQLiteJournal(path, file, isKept ? store.end : StoreCursor()), store)
    }

    private init(_ path: String, _ file: sending JournalFile, _ cursor: StoreCursor) {
        self.path = path
        self.file = Mutex(file)
        self.cursor = Mutex(cursor)
    }

    deinit {
        closeFile()
    }

    /// Closes the file, once everything is written; nothing can be stored any more.
    package func close() {
        queue.sync {}
        closeFile()
    }

    private func closeFile() {
        file.withLock { file in
            file?.close()
            file = nil
        }
    }
}

// MARK: - Committing

extension SQLiteJournal {
    /// Whether the file holds everything that `store` holds.
    package func isKept(_ store: ObjectStore) -> Bool {
        store.isExpiryKept && cursor.withLock { store.isEnd($0) }
    }

    /// Begins to store everything that `store` has committed since it was last kept.
    ///
    /// What need not wait for the disk is stored at once, which is faster than to hand it over. For
    /// everything else `done` is called, on another thread, when `end` will not wait any more.
    /// A store that is not the one that was last kept, but an older copy or a new one, replaces
    /// everything that the file holds. Until the end it must stay as it is.
    package func begin(
        _ store: ObjectStore, done: @escaping @Sendable () -> Void
    ) -> JournalCommit {
        let batch = JournalBatch(of: store, after: cursor.withLock(\.self))
        let commit = JournalCommit()
        if let outcome = writeAtOnce(batch) {
            commit.finish(outcome)
        } else {
            queue.async { [self] in
                commit.finish(write(batch))
                done()
            }
        }
        return commit
    }

    /// Declares that `store` is kept by what was begun, or undoes what could not be stored.
    package func end(_ commit: JournalCommit, of store: inout ObjectStore) throws(JournalError) {
        if !commit.isDone { queue.sync {} }
        do throws(JournalError) {
            try commit.check()
        } catch {
            store.undo()
            throw error
        }
        store.markKept()
        cursor.withLock { $0 = store.end }
    }

    /// Writes `batch`, unless that may take a while; then nil.
    private func writeAtOnce(_ batch: JournalBatch) -> Result<Void, JournalError>? {
        let outcome = file.withLock { file -> Result<Void, JournalError>? in
            guard file?.mayWait(for: batch) == false else { return nil }
            return file?.write(batch, waits: false)
        }
        if case .failure(.busy) = outcome { return nil }
        return outcome
    }

    /// Writes `batch`; waits for others who write, and for the disk.
    private func write(_ batch: JournalBatch) -> Result<Void, JournalError> {
        file.withLock { $0?.write(batch, waits: true) } ?? .failure(.lost(path: path))
    }
}
