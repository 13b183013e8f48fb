import KubeFoundation

/// The file of a Unix socket that this process has made; removed when nobody holds it any more.
final class SocketFile: Sendable {
    private let path: String
    private let inode: UInt64

    /// The file that `bind` has just made; nil when somebody has taken it away.
    init?(path: String) {
        guard let inode = Self.inode(of: path) else { return nil }
        self.path = path
        self.inode = inode
    }

    deinit {
        // Another server may have replaced the file since.
        if Self.inode(of: path) == inode { _ = unlink(path) }
    }

    /// Removes the file that a dead server has left; one that still answers is refused.
    static func removeStale(at path: String, system: SystemAddress) throws(SocketError) {
        guard inode(of: path) != nil else { return }
        let number = StreamSocket.make(family: AF_UNIX)
        guard number >= 0 else { throw SocketError("socket") }
        let probe = Descriptor(number)
        // It does not block: a live server with a full queue answers EAGAIN.
        let isRefused =
            system.with { connect(probe.number, $0, $1) } != 0 && errno == ECONNREFUSED
        if isRefused { _ = unlink(path) }
    }

    private static func inode(of path: String) -> UInt64? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK else { return nil }
        return UInt64(status.st_ino)
    }
}
