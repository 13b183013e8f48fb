import Foundation

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
        guard Self.lock(descriptor) else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    /// Takes the lock; false when somebody else keeps it.
    ///
    /// A program that the last owner was starting when it was killed holds a copy of the descriptor
    /// until it runs, so one refusal is not yet an answer.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<25 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(10_000)
        }
        return false
    }

    deinit {
        // A program that is being started holds a copy of the descriptor, with which the lock would
        // stay.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

/// Which file a path names, so that a file that was deleted or replaced is noticed.
struct FileIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// The identity of the file at `path`; nil when there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
