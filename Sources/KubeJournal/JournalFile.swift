import KubeFoundation
import KubeStore

/// The file of a journal, with its log and its mark, as one server uses it.
struct JournalFile {
    private let opening: JournalOpening
    private let lock: FileLock
    private let identity: FileIdentity?
    private let checkpointer: Checkpointer
    private let report: @Sendable (String) -> Void
    private var marker: JournalMarker

    /// What writes to the file; nil as long as the disk has no room for that.
    private var writer: JournalWriter?

    /// The file is not there any more; nothing can be stored.
    private var isLost = false

    /// A file that is locked, and not read yet; `report` is told what a person should know.
    private init(
        _ opening: JournalOpening, _ report: @escaping @Sendable (String) -> Void
    ) throws(JournalError) {
        self.opening = opening
        self.report = report
        lock = try opening.lock()
        identity = FileIdentity(path: lock.path)
        checkpointer = Checkpointer(path: lock.path)
        marker = JournalMarker(path: lock.path + "-mark", opening.synchronous)
    }

    /// Opens what `opening` names, and returns it with what it holds; that is what `newStore` does when
    /// it is new.
    ///
    /// `report` is told what a person should know.
    static func open(
        _ opening: JournalOpening, orNew newStore: ObjectStore,
        report: @escaping @Sendable (String) -> Void
    ) throws(JournalError) -> (JournalFile, JournalContents) {
        var file = try JournalFile(opening, report)
        do throws(JournalError) {
            let contents = try file.openWriter(orNew: newStore)
            return (file, contents)
        } catch .full(_) {
            let contents = try opening.contentsWithoutRoom(file.lock)
            report("\(JournalError.full(path: opening.path)); what it holds can be read")
            return (file, contents)
        }
    }

    /// Makes ready to write, and returns what the file holds.
    private mutating func openWriter(
        orNew newStore: ObjectStore
    ) throws(JournalError) -> JournalContents {
        let database = try opening.database(lock)
        let (writer, contents) = try opening.writer(database, checkpointer, orNew: newStore)
        self.writer = writer
        return contents
    }

    /// Closes the file, which empties its log, and notes that the server has ended properly.
    mutating func close() {
        checkpointer.stop()
        writer = nil
        marker.end()
    }
}

// MARK: - What was held

extension JournalFile {
    /// The store of `contents`, what the file held when it was opened, and whether the file is to hold the
    /// same.
    ///
    /// Where something was lost, or may have been, it has a revision that was never given out, and no
    /// history: so every client lists again. Throws what is lost, unless that is accepted.
    func store(
        of contents: JournalContents, acceptingLoss acceptsLoss: Bool
    ) throws(JournalError) -> (ObjectStore, isKept: Bool) {
        let store = contents.store
        guard let mark = marker.mark else {
            if !contents.isEmpty { report(adoptionNotice) }
            return (store, true)
        }
        let loss: String
        switch JournalCompleteness(of: contents.source, mark) {
        case .complete: return (store, true)
        // Of a new database the machine may have taken everything.
        case .doubtful,
            .replaced where contents.isEmpty && mark.isDoubtful(since: .current):
            loss =
                "the machine ended while a server used the database \(opening.path): what was stored "
                + "last may be gone"
        case .cut, .replaced:
            let detail = contents.loss(since: mark)
            guard acceptsLoss else { throw .incomplete(path: opening.path, detail: detail) }
            loss = "the database \(opening.path) has lost changes: \(detail)"
        }
        let revision = max(mark.ceiling, store.revision) + 1
        report("\(loss); versions go on after \(revision)")
        return (
            ObjectStore(
                revision: revision, objects: store.objects, compacted: revision, events: []), false
        )
    }

    private var adoptionNotice: String {
        "\(marker.path) is missing or cannot be read, so whether the database has lost something "
            + "cannot be told"
    }
}

// MARK: - Writing

extension JournalFile {
    /// Whether to write `batch` may take long, or as long as the disk likes.
    func mayWait(for batch: JournalBatch) -> Bool {
        marker.mustReserve(batch.revision) || writer?.mayWait(for: batch) != false
    }

    /// Writes `batch` completely or not at all; `waits` for others who write, and for the disk.
    mutating func write(_ batch: JournalBatch, waits: Bool) -> Result<Void, JournalError> {
        guard !isLost else { return .failure(.lost(path: opening.path)) }
        let outcome = Result { () throws(JournalError) in try store(batch, waits: waits) }
        // SQLite goes on writing to a file that has no name any more. Looked at last, so that what is
        // answered was in a file that was there afterwards.
        guard FileIdentity(path: lock.path) == identity else {
            isLost = true
            return .failure(.lost(path: opening.path))
        }
        if let bytes = writer?.noticedLogBytes() { report(growthNotice(bytes)) }
        return outcome
    }

    private mutating func store(_ batch: JournalBatch, waits: Bool) throws(JournalError) {
        if writer == nil { _ = try openWriter(orNew: ObjectStore()) }
        if marker.mustReserve(batch.revision) { try reserve(batch.revision) }
        do throws(SQLiteError) {
            try writer?.write(batch, waits: waits)
        } catch {
            throw JournalError(error, storingIn: opening.path)
        }
        if let source = writer?.source { marker.note(source) }
    }

    private mutating func reserve(_ revision: UInt64) throws(JournalError) {
        guard let writer else { return }
        do throws(POSIXError) {
            try marker.reserve(revision, of: writer.source)
        } catch {
            throw JournalError(error, storingIn: opening.path)
        }
    }

    private func growthNotice(_ bytes: Int) -> String {
        "the log of the database \(opening.path) has grown to \(bytes / 1_000_000) MB, and will go on "
            + "growing as long as another program reads the database in one transaction"
    }
}

extension JournalContents {
    /// What tells them from what was stored, as `mark` says.
    fileprivate func loss(since mark: JournalMark) -> String {
        let stored = "versions up to \(mark.position.revision) were stored in it"
        if source.identity == mark.identity {
            let isReplaced = generation < mark.position.generation
            return "\(stored), and it ends with \(source.position.revision)"
                + (isReplaced ? ", before everything was replaced" : "")
        }
        return isEmpty ? "\(stored), and it is empty" : "\(stored), and it is another one"
    }
}
