import KubeFoundation
import KubeStore

/// How a database is opened: what must be true of the file before anything is written to it.
struct JournalOpening {
    let path: String
    let synchronous: SQLiteJournal.Synchronous
    let checksIntegrity: Bool
    let pagesMax: Int?

    /// The database, ready to be read and written.
    func database() throws(JournalError) -> SQLiteDatabase {
        let lock = try lock()
        do {
            // Whoever waits for the disk gains nothing by writing sooner.
            let database = try SQLiteDatabase(
                path: path, lock: lock, gathersLog: synchronous == .normal)
            database.setPatience(milliseconds: SQLiteJournal.patienceMilliseconds)
            let version = try admittedVersion(of: database)
            try configure(database, isNew: version == 0)
            if checksIntegrity { try checkIntegrity(of: database) }
            try JournalSchema.migrate(database, from: version)
            return database
        } catch let error as SQLiteError {
            throw JournalError(error, opening: path)
        } catch let error as JournalError {
            throw error
        } catch {
            preconditionFailure("nothing else is thrown: \(error)")
        }
    }

    private func lock() throws(JournalError) -> FileLock {
        do {
            if let lock = try FileLock(path: path + "-lock") { return lock }
        } catch {
            throw .unavailable(path: path, reason: String(cString: strerror(error.code.rawValue)))
        }
        throw .inUse(path: path)
    }

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
