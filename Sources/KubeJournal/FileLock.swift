import KubeFoundation
import Synchronization

/// The right to use a database, which one server at a time can have.
///
/// It is an advisory lock on the file itself, and so the same whatever the file is called. The system
/// takes it back when the process ends, however it ends. It lies far behind everything that SQLite
/// reads, writes or locks, so that the `sqlite3` shell can look at what a running server stores.
final class FileLock {
    /// Where the file is, without symbolic links.
    let path: String

    /// How many names the file has.
    let nameCount: Int

    let descriptor: Int32
    private let identity: FileIdentity

    /// The files that this process has locked.
    ///
    /// They must not even be opened again: whoever closes a file takes away all locks of its process
    /// that are of SQLite's kind.
    private static let locked = Mutex<Set<FileIdentity>>([])

    /// Locks the file at `path`, which is made when it is missing; nil when somebody else has locked it.
    init?(path: String) throws(POSIXError) {
        let outcome = Self.locked.withLock { locked in
            Result { () throws(POSIXError) in try Self.open(path, unlessIn: &locked) }
        }
        guard let (descriptor, status) = try outcome.get() else { return nil }
        self.descriptor = descriptor
        identity = FileIdentity(status)
        nameCount = Int(status.st_nlink)
        let resolved = realpath(path, nil)
        defer { free(resolved) }
        self.path = resolved.map { String(cString: $0) } ?? path
    }

    deinit {
        Self.locked.withLock { [identity, descriptor] locked in
            // A program that is being started holds a copy of the descriptor, with which the lock would
            // stay.
            Self.set(F_UNLCK, descriptor)
            close(descriptor)
            locked.remove(identity)
        }
    }

    /// Opens and locks the file at `path`, and notes that; nil when somebody has locked it.
    private static func open(
        _ path: String, unlessIn locked: inout Set<FileIdentity>
    ) throws(POSIXError) -> (Int32, stat)? {
        if let identity = FileIdentity(path: path), locked.contains(identity) { return nil }
        let descriptor = KubeFoundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last }
        var status = stat()
        guard fstat(descriptor, &status) == 0, set(F_WRLCK, descriptor) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EAGAIN || code == EACCES else { throw POSIXError(number: code) }
            return nil
        }
        locked.insert(FileIdentity(status))
        return (descriptor, status)
    }

    /// Locks or unlocks one byte for everybody who shares `descriptor`; returns -1 when that fails.
    @discardableResult
    private static func set(_ kind: Int32, _ descriptor: Int32) -> Int32 {
        var lock = flock()
        lock.l_type = Int16(kind)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 1 << 62
        lock.l_len = 1
        return fcntl(descriptor, setLockOfDescription, &lock)
    }

    /// The command called `F_OFD_SETLK`, which not all headers show.
    #if os(Linux)
        private static let setLockOfDescription: Int32 = 37
    #else
        private static let setLockOfDescription: Int32 = 90
    #endif
}
