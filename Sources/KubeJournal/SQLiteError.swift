import CKubeSQLite

/// What SQLite did not do, and why.
struct SQLiteError: Error, Hashable, CustomStringConvertible {
    /// The extended result code.
    let code: Int32

    /// SQLite's own words.
    let message: String

    /// The statement that failed; empty for what is not a statement.
    let sql: String

    /// The result code without its extension, such as `SQLITE_FULL`.
    var primaryCode: Int32 { code & 0xFF }

    var description: String {
        sql.isEmpty ? "\(message) (\(code))" : "\(message) (\(code)) in \(sql)"
    }
}
