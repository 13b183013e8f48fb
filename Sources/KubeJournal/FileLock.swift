import KubeFoundation

/// The right to use a database, which one server at a time can have.
///
/// It is an advisory lock on a file of its own, `<database>-lock`, which the system takes back when
/// the process ends, however it ends. SQLite's locks would also do, but they would keep the
/// `sqlite3` shell from looking at what a running server stores.
final class FileLock {
    let descriptor: Int32

    /// Locks the file at `path`; nil when somebody else has locked it.
    init?(path: String) throws(POSIXError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit {
        // A program that is being started holds a copy of the descriptor, with which the lock would
        // stay.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
