import KubeFoundation

/// The file beside a database, `<database>-mark`, that says how far the database has come: the numbers of
/// a mark, 8 bytes each, the lowest first.
final class MarkFile {
    let path: String
    private var descriptor: Int32 = -1
    private static let byteCount = 8 * JournalMark.numberCount

    /// The file at `path`, which is not made before something is written.
    init(path: String) {
        self.path = path
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// What the file says; nil when it is missing, or says nothing that can be understood.
    func read() -> JournalMark? {
        guard let bytes = try? Data(contentsOf: URL(filePath: path)), bytes.count == Self.byteCount
        else { return nil }
        return bytes.withUnsafeBytes { bytes in
            JournalMark(
                (0..<JournalMark.numberCount).map {
                    Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self))
                })
        }
    }

    /// Has the file say `mark`, from when on it survives the end of the process; and where it `syncs`, also
    /// that of the machine.
    func write(_ mark: JournalMark, syncs: Bool) throws(POSIXError) {
        if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644) }
        guard descriptor >= 0 else { throw .last }
        let count = mark.numbers.map(\.littleEndian).withUnsafeBytes {
            pwrite(descriptor, $0.baseAddress, $0.count, 0)
        }
        guard count == Self.byteCount else { throw .last }
        guard !syncs || fsync(descriptor) == 0 else { throw .last }
    }
}
