import CKubeSQLite

/// Does several things on a database, or none of them.
struct SQLiteTransaction {
    private let database: SQLiteDatabase
    private let begin: SQLiteStatement
    private let commit: SQLiteStatement

    /// Transactions on `database`, one after the other.
    init(on database: SQLiteDatabase) throws(SQLiteError) {
        self.database = database
        begin = try SQLiteStatement("BEGIN IMMEDIATE", on: database)
        commit = try SQLiteStatement("COMMIT", on: database)
    }

    /// Does `work` completely, or nothing of it.
    func run(_ work: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        try begin.run()
        do {
            try work()
            try commit.run()
        } catch {
            // Some failures, such as a full disk, may have rolled back already.
            if database.isInTransaction { try? database.execute("ROLLBACK") }
            throw error
        }
    }
}
