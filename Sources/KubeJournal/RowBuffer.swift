import CKubeSQLite

/// The columns of a row that is being written, with their text in memory that every row uses again.
///
/// SQLite reads the text where it lies, so that nothing is copied but what a row is made of.
struct RowBuffer {
    private var bytes: [UInt8] = []
    private var columns: [Column] = []

    private enum Column {
        case integer(Int64)
        /// Text, as the bytes of its UTF-8 in the memory.
        case text(Range<Int>)
    }

    /// Begins a row that has no columns yet.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
    }

    /// Adds a column with a number.
    mutating func append(_ number: Int64) {
        columns.append(.integer(number))
    }

    /// Adds a column with text.
    mutating func append(_ text: String) {
        appendText { $0.append(contentsOf: text.utf8) }
    }

    /// Adds a column with the text whose bytes `write` appends.
    mutating func appendText(_ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        columns.append(.text(start..<bytes.count))
    }

    /// Adds a column with the checksum of those before it.
    mutating func appendChecksum() {
        var checksum = Checksum()
        bytes.withUnsafeBytes { bytes in
            for column in columns {
                switch column {
                case .integer(let number): checksum.combine(number)
                case .text(let range):
                    checksum.combine(UnsafeRawBufferPointer(rebasing: bytes[range]))
                }
            }
        }
        append(checksum.value)
    }

    /// Gives the columns to the parameters of `statement` for as long as `run` runs it; returns the
    /// code of SQLite that is not `SQLITE_OK`, or what `run` returns.
    func bind(to statement: OpaquePointer, _ run: () -> Int32) -> Int32 {
        // An empty array may have no memory, and a null pointer would mean null.
        let empty: StaticString = ""
        return bytes.withUnsafeBufferPointer { bytes in
            for (index, column) in columns.enumerated() {
                let parameter = Int32(index + 1)
                let code =
                    switch column {
                    case .integer(let number):
                        sqlite3_bind_int64(statement, parameter, number)
                    case .text(let range):
                        sqlite3_bind_text64(
                            statement, parameter,
                            UnsafeRawPointer(bytes.baseAddress ?? empty.utf8Start)
                                .advanced(by: range.lowerBound)
                                .assumingMemoryBound(to: CChar.self),
                            UInt64(range.count), nil, UInt8(SQLITE_UTF8))
                    }
                guard code == SQLITE_OK else { return code }
            }
            return run()
        }
    }
}
