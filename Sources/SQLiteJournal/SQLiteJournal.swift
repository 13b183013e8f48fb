import ObjectStore
import Synchronization

/// Keeps everything that a store commits in one SQLite file, and gives it back at the next start.
///
/// The journal is a cursor into the store's history, as a watch is: `keep` writes what came after
/// the last call in one transaction. Whoever owns the store calls it once for many commits, and
/// answers nobody before. When the transaction fails, nothing of it is in the file, and the store
/// has taken the same commits back: what could not be stored has not happened. That costs nothing
/// as long as all goes well, since the history says how to undo a commit.
///
/// The file is a WAL database. One server at a time uses it, which `<file>-lock` sees to; the
/// `sqlite3` shell may read it at any time. `JournalSchema` describes its tables.
package final class SQLiteJournal: Sendable {
    /// What stored commits survive.
    package enum Synchronous: String, CaseIterable, Sendable {
        /// The end of the process at any instant.
        case normal
        /// The end of the machine at any instant.
        case full
    }

    private let path: String
    private let identity: FileIdentity?
    private let state: Mutex<State?>

    /// What changes, behind the lock.
    struct State {
        var writer: JournalWriter
        let checkpointer: Checkpointer
        /// The moment up to which everything is written.
        var settlement: Settlement
        /// The file is not there any more; nothing can be stored.
        var isLost = false
    }

    /// Opens the database at `path`, which is made when it is missing, and returns it with the store
    /// that it holds.
    ///
    /// `checksIntegrity` has SQLite look through the whole file first. `historyBytes` is how much
    /// history the file holds, more or less; watches and paged lists reach back so far after a
    /// restart. `pagesMax` is the number of pages at which the file is full; none by default.
    package static func open(
        _ path: String, synchronous: Synchronous = .normal, checksIntegrity: Bool = false,
        historyBytes: Int = 4 << 20, pagesMax: Int? = nil
    ) throws(JournalError) -> (SQLiteJournal, ObjectStore) {
        let database = try JournalOpening(
            path: path, synchronous: synchronous, checksIntegrity: checksIntegrity,
            pagesMax: pagesMax
        ).database()
        do throws(SQLiteError) {
            var store = try JournalReader(database: database).store() ?? ObjectStore()
            let checkpointer = Checkpointer(path: path)
            let writer = try JournalWriter(
                database, checkpointer, compacted: store.oldestRevision,
                historyBytesMax: historyBytes)
            let state = State(
                writer: writer, checkpointer: checkpointer, settlement: store.settle())
            return (SQLiteJournal(path, state), store)
        } catch {
            throw JournalError(error, opening: path)
        }
    }

    private init(_ path: String, _ state: sending State) {
        self.path = path
        identity = FileIdentity(path: path)
        self.state = Mutex(state)
    }

    deinit {
        close()
    }

    /// Whether the file holds everything that `store` holds.
    package func isKept(_ store: ObjectStore) -> Bool {
        store.revision == store.settlement?.revision
            && state.withLock { $0?.settlement === store.settlement }
    }

    /// Stores everything that `store` has committed since the last call, or takes it back.
    ///
    /// A store that is not the one of the last call, but an older copy or a new one, replaces
    /// everything that the file holds.
    package func keep(_ store: inout ObjectStore) throws(JournalError) {
        guard !isKept(store) else { return }
        do throws(JournalError) {
            try write(store)
        } catch {
            store.takeBackUnsettled()
            throw error
        }
        let settlement = store.settle()
        state.withLock { $0?.settlement = settlement }
    }

    /// Closes the file; nothing can be stored any more.
    package func close() {
        state.withLock { state in
            // Whoever closes the file last empties its log.
            state?.checkpointer.stop()
            state = nil
        }
    }
}

extension SQLiteJournal {
    private func write(_ store: ObjectStore) throws(JournalError) {
        try state.withLock { state throws(JournalError) in
            guard state?.isLost == false else { throw .lost(path: path) }
            do throws(SQLiteError) {
                try state?.write(store)
            } catch {
                throw JournalError(error, storingIn: path)
            }
            // SQLite goes on writing to a file that has no name any more. Looked at last, so that
            // what is answered was in a file that was there afterwards.
            guard FileIdentity(path: path) == identity else {
                state?.isLost = true
                throw .lost(path: path)
            }
        }
    }
}

extension SQLiteJournal.State {
    mutating func write(_ store: ObjectStore) throws(SQLiteError) {
        if store.settlement === settlement, let events = store.events(after: settlement.revision) {
            try writer.write(events, of: store)
        } else {
            try writer.rewrite(store)
        }
    }
}
