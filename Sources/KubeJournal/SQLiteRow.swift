import CKubeSQLite

/// The row that a statement stands at; of no use once it has moved on.
struct SQLiteRow {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    /// SQLite's name for what is in a column, such as `SQLITE_NULL`.
    func type(_ column: Int32) -> Int32 {
        sqlite3_column_type(handle, column)
    }

    /// A column's number.
    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    /// A column's text, as the bytes of its UTF-8.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        // The pointer first: asking for it may change how the text is stored.
        let start = sqlite3_column_text(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    /// A column's text.
    func text(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }
}
