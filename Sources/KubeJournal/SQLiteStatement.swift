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

    /// Runs a statement that returns nothing, with `values` for its parameters.
    func run(_ values: [SQLiteValue] = []) throws(SQLiteError) {
        try forEachRow(values) { _ in true }
    }

    /// Runs the statement and shows its rows to `body` until that returns false.
    func forEachRow(
        _ values: [SQLiteValue] = [], _ body: (SQLiteRow) throws(SQLiteError) -> Bool
    ) throws(SQLiteError) {
        defer { sqlite3_reset(handle) }
        for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1)) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_DONE: return
            case SQLITE_ROW: guard try body(SQLiteRow(handle)) else { return }
            case let code: throw database.error(code, in: sql)
            }
        }
    }

    private func bind(_ value: SQLiteValue, at index: Int32) throws(SQLiteError) {
        let code =
            switch value {
            case .null: sqlite3_bind_null(handle, index)
            case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
            case .text([]):
                // A null pointer would mean null, and an empty array may have one.
                sqlite3_bind_text(handle, index, "", 0, csqlite_transient())
            case .text(let bytes):
                bytes.withUnsafeBytes { bytes in
                    sqlite3_bind_text64(
                        handle, index, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                        UInt64(bytes.count), csqlite_transient(), UInt8(SQLITE_UTF8))
                }
            }
        guard code == SQLITE_OK else { throw database.error(code, in: sql) }
    }
}
