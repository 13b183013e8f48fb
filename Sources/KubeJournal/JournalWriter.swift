import KubeStore
import KubeTime

/// Writes what a store has committed, and forgets history that has become too much.
struct JournalWriter {
    private let database: SQLiteDatabase
    private let checkpointer: Checkpointer
    private let synchronous: SQLiteJournal.Synchronous
    private let putObject: SQLiteStatement
    private let deleteObject: SQLiteStatement
    private let addEvent: SQLiteStatement
    private let oldestEvents: SQLiteStatement
    private let deleteEvents: SQLiteStatement
    private let setNumber: SQLiteStatement
    private let historyBytesMax: Int64
    private var history: History
    private var transactionCount = 0

    /// The events in the file.
    private struct History {
        /// The revision after which all are there.
        var compacted: UInt64
        /// What they take, more or less.
        var bytes: Int64
        /// Whether there were too many, and there still are.
        var isShortened = false
    }

    /// A writer that goes on with what `database` holds, where the events after `compacted` are.
    init(
        _ database: SQLiteDatabase, _ checkpointer: Checkpointer,
        _ synchronous: SQLiteJournal.Synchronous, compacted: UInt64, historyBytesMax: Int
    ) throws(SQLiteError) {
        self.database = database
        self.checkpointer = checkpointer
        self.synchronous = synchronous
        self.historyBytesMax = Int64(historyBytesMax)
        putObject = try SQLiteStatement(
            """
            INSERT INTO objects
                (resource, namespace, name, revision, labels, fields, object, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (resource, namespace, name) DO UPDATE SET
                revision = excluded.revision, labels = excluded.labels,
                fields = excluded.fields, object = excluded.object, checksum = excluded.checksum
            """, on: database)
        deleteObject = try SQLiteStatement(
            "DELETE FROM objects WHERE resource = ? AND namespace = ? AND name = ?", on: database)
        addEvent = try SQLiteStatement(
            """
            INSERT INTO events
                (revision, change, time, resource, namespace, name, previous_revision, labels, fields,
                object, last, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, on: database)
        oldestEvents = try SQLiteStatement(
            "SELECT revision, \(Self.eventBytes) FROM events ORDER BY revision", on: database)
        deleteEvents = try SQLiteStatement(
            "DELETE FROM events WHERE revision <= ?", on: database)
        setNumber = try SQLiteStatement(
            "REPLACE INTO meta (name, value) VALUES (?, ?)", on: database)
        history = History(
            compacted: compacted,
            bytes: try database.integer("SELECT sum(\(Self.eventBytes)) FROM events"))
    }

    /// How much of the log is copied to the database at a time: each time waits for the disk.
    private static let logPagesWanted = 1000

    /// How long it is when all of it is to be copied in the next pause.
    private static let logPagesLong = 4000

    /// How long it becomes while writes never pause.
    private static let logPagesMax = 24_000

    /// How much of it may then be left to copy, which a commit does itself.
    private static let logPagesLeft = 200

    /// How many changes are written sooner than they are handed over to another thread.
    private static let quickCountMax = 32

    /// How much more than its budget the history may take before it is shortened.
    private static let historyBytesSlack: Int64 = 64 << 10

    /// What an event takes in the file, more or less.
    private static let eventBytes = """
        200 + coalesce(length(CAST(object AS BLOB)), 0) + coalesce(length(CAST(last AS BLOB)), 0)
        """
}

// MARK: - Writing

extension JournalWriter {
    /// Whether to write `batch` may take long, or as long as the disk likes.
    ///
    /// The disk is waited for by every commit of a database that is to survive the machine, and
    /// otherwise when the log begins anew; and whoever writes while it is busy may have to wait, too.
    func mayWait(for batch: JournalBatch) -> Bool {
        guard case .changes(let events) = batch.content, events.count <= Self.quickCountMax,
            synchronous == .normal, !checkpointer.isBusy
        else { return true }
        let pages = database.logPageCount
        return pages >= Self.logPagesMax || pages == checkpointer.copiedPageCount
    }

    /// Writes `batch` completely or not at all; not when somebody else writes for too long.
    mutating func write(
        _ batch: JournalBatch, patienceMilliseconds: Int32
    ) throws(SQLiteError) {
        database.setPatience(milliseconds: patienceMilliseconds)
        switch batch.content {
        case .changes(let events): try add(events, of: batch)
        case .everything(let objects): try replaceEverything(with: objects, of: batch)
        }
        limitLog()
    }

    /// Writes `events` after what is there.
    ///
    /// What the store has forgotten, and what exceeds the history's budget, is deleted: once there is
    /// some of it, since that touches many pages, and not much more per call than is written, so
    /// that no call takes long and the history still shrinks.
    private mutating func add(
        _ events: [StoreEvent], of batch: JournalBatch
    ) throws(SQLiteError) {
        var history = history
        try transaction { () throws(SQLiteError) in
            for event in events { history.bytes += try write(event) }
            if history.bytes > historyBytesMax + Self.historyBytesSlack
                || history.compacted < batch.oldestRevision
            {
                history.isShortened = true
            }
            if history.isShortened {
                try shorten(
                    &history, compacted: batch.oldestRevision, countMax: 2 * events.count + 32)
            }
            try set(batch.revision, compacted: history.compacted)
        }
        self.history = history
        shrink()
    }

    private mutating func replaceEverything(
        with objects: [StoredObject], of batch: JournalBatch
    ) throws(SQLiteError) {
        try transaction { () throws(SQLiteError) in
            try database.execute("DELETE FROM objects; DELETE FROM events")
            for object in objects {
                try putObject.runWithChecksum(object.key.columns + object.columns)
            }
            try set(batch.revision, compacted: batch.revision)
        }
        history = History(compacted: batch.revision, bytes: 0)
    }

    private func transaction(_ work: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        do throws(SQLiteError) {
            try database.transaction(work)
        } catch {
            // A log that was copied is written anew, which may be all the room there is.
            checkpointer.request()
            throw error
        }
    }

    /// Writes a change and the state it led to; returns how much the history has grown.
    private func write(_ event: StoreEvent) throws(SQLiteError) -> Int64 {
        let key = event.object.key.columns
        if event.change == .deleted {
            try deleteObject.run(key)
        } else {
            try putObject.runWithChecksum(key + event.object.columns)
        }
        let last = event.change == .deleted ? event.object.document : nil
        try addEvent.runWithChecksum(
            [
                .integer(Int64(event.revision)), .text(event.change.rawValue),
                .integer(event.time.microseconds),
            ] + key
                + (event.previous?.columns ?? [.null, .null, .null, .null])
                + [last.map(SQLiteValue.text) ?? .null])
        return Int64(200 + (event.previous?.document.count ?? 0) + (last?.count ?? 0))
    }

    /// Deletes up to `countMax` of the oldest events: those up to the revision `compacted`, and
    /// those that are too much.
    private func shorten(
        _ history: inout History, compacted: UInt64, countMax: Int
    ) throws(SQLiteError) {
        var count = 0
        try oldestEvents.forEachRow { row in
            let revision = UInt64(clamping: row.integer(0))
            guard count < countMax, history.bytes > historyBytesMax || revision <= compacted
            else { return false }
            history.bytes -= row.integer(1)
            history.compacted = revision
            count += 1
            return true
        }
        history.isShortened = count == countMax
        if count > 0 { try deleteEvents.run([.integer(Int64(history.compacted))]) }
    }

    private func set(_ revision: UInt64, compacted: UInt64) throws(SQLiteError) {
        try setNumber.run([.text("revision"), .integer(Int64(revision))])
        try setNumber.run([.text("compacted"), .integer(Int64(compacted))])
    }

    /// Gives unused pages back to the file system, a few at a time.
    private mutating func shrink() {
        transactionCount += 1
        guard transactionCount.isMultiple(of: 16),
            let free = try? database.integer("PRAGMA freelist_count"), free > 512,
            let pages = try? database.integer("PRAGMA page_count"), free > pages / 4
        else { return }
        // What was asked for is stored; that the file stays larger for a while harms nobody.
        try? database.execute("PRAGMA incremental_vacuum(64)")
    }

    /// Keeps the write-ahead log from growing.
    private func limitLog() {
        let pages = database.logPageCount
        // A log that was started anew is shorter than what had been copied of the former one.
        let copied = checkpointer.copiedPageCount
        let left = copied <= pages ? pages - copied : pages
        // SQLite starts the log anew only when all of it was copied at the moment of a write: a short
        // pause is enough. When writes never pause, that moment must be made, with the little that is
        // left to copy, and the commit waits for the disk.
        if pages >= Self.logPagesMax, left <= Self.logPagesLeft {
            database.checkpoint()
        } else if left >= Self.logPagesWanted || pages >= Self.logPagesLong {
            checkpointer.request()
        }
    }
}

extension SQLiteStatement {
    /// Runs the statement with `values` and, as its last parameter, their checksum.
    fileprivate func runWithChecksum(_ values: [SQLiteValue]) throws(SQLiteError) {
        try run(values + [.integer(Checksum(of: values).value)])
    }
}
