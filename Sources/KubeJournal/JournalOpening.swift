import CKubeSQLite
import KubeFoundation
import KubeStore

/// How a database is opened: what must be true of the file before anything is written to it.
struct JournalOpening: Sendable {
    /// The path as the user wrote it.
    let path: String
    let synchronous: SQLiteJournal.Synchronous
    let checksIntegrity: Bool
    let historyBytes: Int
    let pagesMax: Int?

    /// The right to use the file, or why nobody can have it.
    func lock() throws(JournalError) -> FileLock {
        let lock: FileLock?
        do {
            lock = try FileLock(path: path)
        } catch {
            switch error.code {
            case .EACCES, .EPERM, .EROFS:
                guard FileIdentity(path: path) == nil else { throw .readOnly(path: path) }
                throw .unavailable(path: path, reason: error.reason)
            default: throw .unavailable(path: path, reason: error.reason)
            }
        }
        guard let lock else { throw .inUse(path: path) }
        // The log has the name of the file.
        guard lock.nameCount == 1 else { throw .linked(path: path, nameCount: lock.nameCount) }
        return lock
    }

    /// The database, ready to be read and written.
    func database(_ lock: FileLock) throws(JournalError) -> SQLiteDatabase {
        try translated {
            // Whoever waits for the disk gains nothing by writing sooner.
            let database = try SQLiteDatabase(
                path: lock.path, lock: lock, gathersLog: synchronous == .normal)
            database.setPatience(milliseconds: SQLiteJournal.patienceMilliseconds)
            let version = try admittedVersion(of: database)
            try configure(database, isNew: version == 0)
            if checksIntegrity { try checkIntegrity(of: database) }
            try JournalSchema.migrate(database, from: version)
            return database
        }
    }

    /// What writes to `database`, whose log `checkpointer` copies, and what is there already; that is what
    /// `newStore` holds when nothing was ever stored.
    func writer(
        _ database: SQLiteDatabase, _ checkpointer: Checkpointer, orNew newStore: ObjectStore
    ) throws(JournalError) -> (JournalWriter, JournalContents) {
        try translated {
            let contents = try JournalReader(database: database).contents(orNew: newStore)
            let writer = try JournalWriter(
                database, checkpointer, synchronous, contents, historyBytesMax: historyBytes)
            return (writer, contents)
        }
    }

    /// What the database holds, read without the room on the disk that it takes to share the file.
    func contentsWithoutRoom(_ lock: FileLock) throws(JournalError) -> JournalContents {
        try translated {
            let database = try SQLiteDatabase(path: lock.path, lock: lock)
            try database.execute("PRAGMA locking_mode = EXCLUSIVE")
            guard try admittedVersion(of: database) == JournalSchema.version else {
                throw JournalError.full(path: path)
            }
            if checksIntegrity { try checkIntegrity(of: database) }
            return try JournalReader(database: database).contents()
        }
    }

    private func translated<Result>(
        _ work: () throws -> Result
    ) throws(JournalError) -> Result {
        do {
            return try work()
        } catch let error as SQLiteError {
            throw JournalError(error, opening: path)
        } catch let error as JournalError {
            throw error
        } catch {
            preconditionFailure("nothing else is thrown: \(error)")
        }
    }
}

// MARK: - Steps

extension JournalOpening {
    /// The version of the database's schema, 0 for an empty one, when it is one of ours.
    private func admittedVersion(of database: SQLiteDatabase) throws -> Int64 {
        let application = try database.integer("PRAGMA application_id")
        let version = try database.integer("PRAGMA user_version")
        let tables = try database.integer("SELECT count(*) FROM sqlite_schema")
        let isEmpty = application == 0 && version == 0 && tables == 0
        guard isEmpty || application == JournalSchema.applicationID else {
            throw JournalError.foreign(path: path)
        }
        guard version <= JournalSchema.version else {
            throw JournalError.newer(
                path: path, version: version, knownVersion: JournalSchema.version)
        }
        guard !database.isReadOnly else { throw JournalError.readOnly(path: path) }
        return version
    }

    private func configure(_ database: SQLiteDatabase, isNew: Bool) throws(SQLiteError) {
        // Only before the first table can this be said without rewriting the file.
        if isNew { try database.execute("PRAGMA auto_vacuum = INCREMENTAL") }
        try database.execute("PRAGMA journal_mode = WAL")
        try database.execute("PRAGMA journal_size_limit = \(JournalLog.bytesMax)")
        // Some systems' SQLite overwrites with zeros what is deleted, which is no secret here.
        try database.execute("PRAGMA secure_delete = OFF")
        // As much as the history takes, whose oldest pages are needed again when they are deleted.
        try database.execute("PRAGMA cache_size = -8192")
        if let pagesMax { try database.execute("PRAGMA max_page_count = \(pagesMax)") }
        try database.execute("PRAGMA synchronous = \(synchronous.rawValue)")
    }

    private func checkIntegrity(of database: SQLiteDatabase) throws {
        var problems: [String] = []
        let check = try SQLiteStatement("PRAGMA integrity_check(3)", on: database)
        try check.forEachRow { row in
            problems.append(row.text(0))
            return true
        }
        guard problems == ["ok"] else {
            throw JournalError.damaged(path: path, detail: problems.joined(separator: "; "))
        }
    }
}
