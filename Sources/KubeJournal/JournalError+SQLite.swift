import CKubeSQLite
import KubeFoundation
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

    /// What `error`, which came up while the mark was being written, means.
    init(_ error: POSIXError, storingIn path: String) {
        switch error.code {
        case .ENOSPC, .EDQUOT: self = .full(path: path)
        default: self = .notStored(path: path, reason: error.reason)
        }
    }

    private init?(common error: SQLiteError, _ path: String) {
        switch error.primaryCode {
        case SQLITE_NOTADB: self = .notADatabase(path: path)
        case SQLITE_CORRUPT: self = .damaged(path: path, detail: error.message)
        case SQLITE_BUSY: self = .busy(path: path)
        case SQLITE_READONLY: self = .readOnly(path: path)
        case SQLITE_FULL: self = .full(path: path)
        // There is no room for what those who use the file share.
        case SQLITE_IOERR where error.code == SQLITE_IOERR | 19 << 8: self = .full(path: path)
        default: return nil
        }
    }
}
