/// Why a database cannot be used, or why something could not be stored in it.
package enum JournalError: Error, Hashable, CustomStringConvertible {
    /// Another server uses the database.
    case inUse(path: String)
    /// The file is something else than a database.
    case notADatabase(path: String)
    /// The database is another program's.
    case foreign(path: String)
    /// A newer program has written the database.
    case newer(path: String, version: Int64, knownVersion: Int64)
    /// The file may be read only.
    case readOnly(path: String)
    /// What the database holds cannot be what was stored in it.
    case damaged(path: String, detail: String)
    /// The database was deleted, moved or replaced while it was in use.
    case lost(path: String)
    /// Another program is writing to the database.
    case busy(path: String)
    /// The file cannot be opened.
    case unavailable(path: String, reason: String)
    /// The database did not take what it was given.
    case notStored(path: String, reason: String)

    package var description: String {
        switch self {
        case .inUse(let path):
            "the database \(path) is in use by another server"
        case .notADatabase(let path):
            "\(path) is not an SQLite database"
        case .foreign(let path):
            "\(path) is an SQLite database of another program"
        case .newer(let path, let version, let knownVersion):
            "the database \(path) has schema version \(version), this server knows versions up to "
                + "\(knownVersion): use the newer server that wrote it"
        case .readOnly(let path):
            "the database \(path) is read-only"
        case .damaged(let path, let detail):
            "the database \(path) is damaged: \(detail)"
        case .lost(let path):
            "the database \(path) was deleted, moved or replaced while it was in use"
        case .busy(let path):
            "another program is writing to the database \(path)"
        case .unavailable(let path, let reason):
            "the database \(path) cannot be opened: \(reason)"
        case .notStored(let path, let reason):
            "the database \(path) did not store a change: \(reason)"
        }
    }
}
