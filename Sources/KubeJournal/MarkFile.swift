import KubeFoundation

/// The file beside a database, `<database>-mark`, that says how far the database has come.
final class MarkFile {
    let path: String
    private var descriptor: Int32 = -1

    /// The file at `path`, which is not made before something is written.
    init(path: String) {
        self.path = path
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// What the file says; nil when it is missing, or says nothing that can be understood.
    func read() -> JournalMark? {
        guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return JournalMark(Array(bytes))
    }

    /// Has the file say `mark`, from when on it survives the end of the process; and where it `syncs`, also
    /// that of the machine.
    func write(_ mark: JournalMark, syncs: Bool) throws(POSIXError) {
        if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else { throw .last }
        let count = mark.bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard count == JournalMark.byteCount else { throw .last }
        guard !syncs || fsync(descriptor) == 0 else { throw .last }
    }
}

extension POSIXError {
    /// Why the last call of the system failed.
    static var last: POSIXError { POSIXError(.init(rawValue: errno) ?? .EIO) }

    /// The system's own words.
    var reason: String { String(cString: strerror(code.rawValue)) }
}
