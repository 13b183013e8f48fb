import KubeFoundation

/// Which file a path names, so that a file that was deleted or replaced is noticed.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// The identity of the file at `path`; nil when there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The identity of the file with `status`.
    init(_ status: stat) {
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
