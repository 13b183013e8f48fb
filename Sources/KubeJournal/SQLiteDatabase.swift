import CKubeSQLite

/// One connection to one database file; closed when nothing refers to it any more.
final class SQLiteDatabase {
    let handle: OpaquePointer

    /// How many pages are in the write-ahead log, as of the last transaction.
    private let logPages = LogPages()

    /// How long a statement waits for others who use the file.
    private var patienceMilliseconds: Int32 = 0

    /// What keeps others from the file as long as the connection is open.
    private let lock: FileLock?

    /// Opens the file at `path` for whoever holds `lock`; for one more connection of the same server that
    /// is nil.
    ///
    /// When it `gathersLog`, a transaction's pages are written to the log with one call of the system.
    init(path: String, lock: FileLock?, gathersLog: Bool = false) throws(SQLiteError) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &handle, flags, gathersLog ? Self.gatheredLog : nil)
        guard code == SQLITE_OK, let handle else {
            let message = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
            sqlite3_close(handle)
            throw SQLiteError(code: code, message: message, sql: "")
        }
        sqlite3_extended_result_codes(handle, 1)
        self.handle = handle
        self.lock = lock
        // In place of SQLite's own hook, which would copy the log to the database now and then.
        sqlite3_wal_hook(
            handle,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<LogPages>.fromOpaque(context).takeUnretainedValue().count = Int(pages)
                return SQLITE_OK
            }, Unmanaged.passUnretained(logPages).toOpaque())
    }

    deinit {
        sqlite3_close(handle)
    }

    /// SQLite's name for the way to the file by which the log is gathered; nil when there is none.
    private static let gatheredLog = csqlite_register_gathered_log().map { String(cString: $0) }

    /// How many pages were in the write-ahead log after the last transaction.
    var logPageCount: Int { logPages.count }

    /// Copies the write-ahead log to the database, as far as nobody has to wait for it.
    ///
    /// Returns how many pages of the log are then copied; nil when somebody else is copying them.
    func checkpoint() -> Int? {
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, &copied)
        return code == SQLITE_OK ? max(0, Int(copied)) : nil
    }

    /// Whether SQLite could open the file only for reading.
    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

    /// What the last call that failed has to say.
    func error(_ code: Int32, in sql: String) -> SQLiteError {
        SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
    }

    /// Sets how long a statement waits for others who use the file.
    func setPatience(milliseconds: Int32) {
        guard milliseconds != patienceMilliseconds else { return }
        patienceMilliseconds = milliseconds
        sqlite3_busy_timeout(handle, milliseconds)
    }

    /// Runs statements that return nothing.
    func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, in: sql) }
    }

    /// The integer that a statement such as `PRAGMA user_version` returns; 0 when it returns none.
    func integer(_ sql: String) throws(SQLiteError) -> Int64 {
        try SQLiteStatement(sql, on: self).integer() ?? 0
    }

    /// Whether a transaction was begun that has not ended.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }
}

/// A number that SQLite's hook can reach.
private final class LogPages {
    var count = 0
}
