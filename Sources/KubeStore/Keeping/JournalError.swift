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
    /// The database has more than one name, and its log only one.
    case linked(path: String, nameCount: Int)
    /// Some of what was stored in the database is gone.
    case incomplete(path: String, detail: String)
    /// There is no room for more, in the database or on its disk.
    case full(path: String)
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
        case .linked(let path, let nameCount):
            "the database \(path) has \(nameCount) hard links, and what is written through one of them "
                + "can be lost through another: use a copy, or remove the others"
        case .incomplete(let path, let detail):
            "the database \(path) has lost changes: \(detail) (--sqlite-accept-loss goes on all the same)"
        case .full(let path):
            "the database \(path) takes nothing more: database or disk is full"
        case .busy(let path):
            "another program is writing to the database \(path)"
        case .unavailable(let path, let reason):
            "the database \(path) cannot be opened: \(reason)"
        case .notStored(let path, let reason):
            "the database \(path) did not store a change: \(reason)"
        }
    }
}
