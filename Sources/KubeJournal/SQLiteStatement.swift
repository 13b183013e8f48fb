import CKubeSQLite

/// A statement that was prepared once and is run many times.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let database: SQLiteDatabase
    private let sql: String

    /// Prepares the one statement in `sql`.
    init(_ sql: String, on database: SQLiteDatabase) throws(SQLiteError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(
            database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else { throw database.error(code, in: sql) }
        self.handle = handle
        self.database = database
        self.sql = sql
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Runs a statement that has no parameters and returns nothing.
    func run() throws(SQLiteError) {
        try finish(sqlite3_step(handle))
    }

    /// Runs a statement that returns nothing, with the columns of `row` for its parameters.
    func run(_ row: RowBuffer) throws(SQLiteError) {
        try finish(row.bind(to: handle) { sqlite3_step(handle) })
    }

    /// The integer in the first row that the statement returns; nil when it returns none.
    func integer() throws(SQLiteError) -> Int64? {
        var result: Int64?
        try forEachRow { row in
            result = row.integer(0)
            return false
        }
        return result
    }

    private func finish(_ code: Int32) throws(SQLiteError) {
        defer { sqlite3_reset(handle) }
        guard code == SQLITE_DONE else { throw database.error(code, in: sql) }
    }

    /// Runs the statement and shows its rows to `body` until that returns false.
    func forEachRow(_ body: (SQLiteRow) throws(SQLiteError) -> Bool) throws(SQLiteError) {
        defer { sqlite3_reset(handle) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_DONE: return
            case SQLITE_ROW: guard try body(SQLiteRow(handle)) else { return }
            case let code: throw database.error(code, in: sql)
            }
        }
    }
}
