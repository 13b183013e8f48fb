import CKubeSQLite
import KubeStore

extension JournalError {
    /// What `error`, which came up while the database was being read at the start, means.
    init(_ error: SQLiteError, opening path: String) {
        self = Self(common: error, path) ?? .unavailable(path: path, reason: error.message)
    }

    /// What `error`, which came up while something was being stored, means.
    init(_ error: SQLiteError, storingIn path: String) {
        self = Self(common: error, path) ?? .notStored(path: path, reason: error.message)
    }

    private init?(common error: SQLiteError, _ path: String) {
        switch error.primaryCode {
        case SQLITE_NOTADB: self = .notADatabase(path: path)
        case SQLITE_CORRUPT: self = .damaged(path: path, detail: error.message)
        case SQLITE_BUSY: self = .busy(path: path)
        case SQLITE_READONLY: self = .readOnly(path: path)
        default: return nil
        }
    }
}
