import KubeFoundation

/// Keeps the mark of a database true while a server writes to the database.
///
/// To be told of a change costs one call of the system, which leaves the mark in the system's memory: that
/// outlives the process. Only the ceiling has to be on the disk, and is raised by many revisions at a time.
struct JournalMarker {
    private let file: MarkFile
    private let synchronous: SQLiteJournal.Synchronous

    /// What the file says; nil when it says nothing.
    private(set) var mark: JournalMark?

    /// Whether the ceiling is that of the present server.
    private var isBegun = false

    /// Whether the mark tells of what the present server has stored.
    private var isNoted = false

    /// By how many revisions the ceiling is raised.
    private static let step: UInt64 = 100_000

    /// Keeps the mark in the file at `path`, for a server that stores as `synchronous` says.
    init(path: String, _ synchronous: SQLiteJournal.Synchronous) {
        file = MarkFile(path: path)
        self.synchronous = synchronous
        mark = file.read()
    }

    /// Where the mark is.
    var path: String { file.path }

    /// Whether a mark must be on the disk before `revision` may be stored, for which the disk is waited for.
    func mustReserve(_ revision: UInt64) -> Bool {
        guard let mark, isBegun else { return true }
        return revision > mark.ceiling
    }

    /// Has clients get versions up to `revision`, and many more.
    ///
    /// Nothing but the ceiling is changed of a mark whose loss was accepted, for as long as what takes its
    /// place is not stored.
    mutating func reserve(_ revision: UInt64, of source: JournalSource) throws(POSIXError) {
        var next = mark ?? present(source, ceiling: revision)
        if !isBegun, JournalCompleteness(of: source, next) == .complete {
            next = present(source, ceiling: next.ceiling)
        }
        next.ceiling = max(next.ceiling, revision + Self.step)
        try file.write(next, syncs: true)
        mark = next
        isBegun = true
    }

    /// Notes that the database has come to where `source` says.
    mutating func note(_ source: JournalSource) {
        guard let ceiling = mark?.ceiling else { return }
        let next = present(source, ceiling: ceiling)
        mark = next
        isNoted = true
        // A mark that tells of less is only worse at telling of a loss.
        try? file.write(next, syncs: false)
    }

    /// Notes that the server has ended properly, once everything is on the disk.
    func end() {
        guard var last = mark, isNoted else { return }
        last.ceiling = last.position.revision
        try? file.write(last, syncs: true)
    }

    private func present(_ source: JournalSource, ceiling: UInt64) -> JournalMark {
        JournalMark(
            identity: source.identity, position: source.position, ceiling: ceiling,
            synchronous: synchronous, boot: .current)
    }
}
