import KubeStore

/// Writes what a store has committed, and forgets history that has become too much.
struct JournalWriter {
    private let database: SQLiteDatabase
    private let transaction: SQLiteTransaction
    private var log: JournalLog
    private let synchronous: SQLiteJournal.Synchronous
    private let addEvent: SQLiteStatement
    private let deleteEvents: SQLiteStatement
    private let emptyPlace: SQLiteStatement
    private let putObject: SQLiteStatement
    private let deleteObject: SQLiteStatement
    private let setCompacted: SQLiteStatement
    private let setGeneration: SQLiteStatement
    private let freePageCount: SQLiteStatement
    private let historyBytesMax: Int
    private var history: JournalHistory

    /// Which database it is, and how far everything is written.
    private(set) var source: JournalSource
    private var row = RowBuffer()

    /// A writer that goes on with `contents`, what `database` holds.
    init(
        _ database: SQLiteDatabase, _ checkpointer: Checkpointer,
        _ synchronous: SQLiteJournal.Synchronous, _ contents: JournalContents,
        historyBytesMax: Int
    ) throws(SQLiteError) {
        self.database = database
        self.synchronous = synchronous
        self.historyBytesMax = historyBytesMax
        transaction = try SQLiteTransaction(on: database)
        log = JournalLog(of: database, checkpointer)
        addEvent = try SQLiteStatement(
            """
            REPLACE INTO history
                (resource, namespace, name, revision, labels, fields, object, change, time, checksum,
                place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, on: database)
        deleteEvents = try SQLiteStatement("DELETE FROM history WHERE revision <= ?", on: database)
        emptyPlace = try SQLiteStatement("DELETE FROM history WHERE place = ?", on: database)
        putObject = try SQLiteStatement(
            """
            INSERT INTO base_objects
                (resource, namespace, name, revision, labels, fields, object, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (resource, namespace, name) DO UPDATE SET
                revision = excluded.revision, labels = excluded.labels,
                fields = excluded.fields, object = excluded.object, checksum = excluded.checksum
            """, on: database)
        deleteObject = try SQLiteStatement(
            "DELETE FROM base_objects WHERE resource = ? AND namespace = ? AND name = ?",
            on: database)
        setCompacted = try SQLiteStatement(
            "REPLACE INTO meta (name, value) VALUES ('compacted', ?)", on: database)
        setGeneration = try SQLiteStatement(
            "REPLACE INTO meta (name, value) VALUES ('generation', ?)", on: database)
        freePageCount = try SQLiteStatement("PRAGMA freelist_count", on: database)
        history = JournalHistory(
            after: contents.compacted, contents.events, in: contents.places,
            bytesMax: historyBytesMax)
        source = contents.source
    }

    /// How many changes are written sooner than they are handed over to another thread.
    private static let quickCountMax = 32

    /// How many events go at a time, and how many pages their objects may take, when that is more than
    /// twice as much as comes: so the history shrinks, and nobody waits long for it.
    private static let surplusEventsMax = 256
    private static let surplusPagesMax = 32
}

// MARK: - Writing

extension JournalWriter {
    /// Whether to write `batch` may take long, or as long as the disk likes.
    ///
    /// The disk is waited for by every commit of a database that is to survive the machine, and
    /// otherwise when the log begins anew.
    func mayWait(for batch: JournalBatch) -> Bool {
        guard case .changes(let events) = batch.content, events.count <= Self.quickCountMax,
            !batch.forgets, synchronous == .normal
        else { return true }
        return log.isAtEnd
    }

    /// Writes `batch` completely or not at all; not when somebody else writes at the same time, or, if
    /// it `waits`, for too long.
    mutating func write(_ batch: JournalBatch, waits: Bool) throws(SQLiteError) {
        database.setPatience(milliseconds: waits ? SQLiteJournal.patienceMilliseconds : 0)
        do throws(SQLiteError) {
            switch batch.content {
            case .changes(let events) where batch.forgets: try addAndForget(events, of: batch)
            case .changes(let events): try add(events, of: batch)
            case .everything(let objects): try replaceEverything(with: objects, of: batch)
            }
        } catch {
            log.makeRoom()
            throw error
        }
        source.position.revision = batch.revision
        log.limit(waits: waits)
    }

    /// How many bytes the log has, when that is worth a line since others do not let it begin anew; else
    /// nil.
    mutating func noticedLogBytes() -> Int? { log.noticedBytes() }

    /// Writes `events` after what is there, and takes away what the store has forgotten and what
    /// exceeds the history's budget.
    private mutating func add(
        _ events: [StoreEvent], of batch: JournalBatch
    ) throws(SQLiteError) {
        let surplusCount = history.surplusCount(
            upTo: batch.oldestRevision,
            countMax: max(Self.surplusEventsMax, 2 * events.count),
            pagesMax: max(
                Self.surplusPagesMax,
                2 * events.reduce(0) { $0 + JournalHistory.pageCount(of: $1) }))
        let places = history.nextPlaces(events.count)
        try transaction.run { () throws(SQLiteError) in
            if surplusCount > 0 { try foldOldest(surplusCount) }
            for (event, place) in zip(events, places) { try add(event, at: place) }
        }
        history.append(events)
        guard surplusCount > 0 else { return }
        history.removeOldest(surplusCount)
        shrink()
    }

    /// Writes `events` after what is there, and then takes away all that was forgotten by command: what
    /// has just come may be a part of it.
    private mutating func addAndForget(
        _ events: [StoreEvent], of batch: JournalBatch
    ) throws(SQLiteError) {
        let former = history
        let places = history.nextPlaces(events.count)
        history.append(events)
        let count = history.surplusCount(
            upTo: batch.oldestRevision, countMax: .max, pagesMax: .max)
        do throws(SQLiteError) {
            try transaction.run { () throws(SQLiteError) in
                for (event, place) in zip(events, places) { try add(event, at: place) }
                if count > 0 { try foldOldest(count) }
                try run(deleteEvents, Int64(history.compacted(withoutOldest: count)))
            }
        } catch {
            history = former
            throw error
        }
        history.removeOldest(count)
        shrink()
    }

    private mutating func add(_ event: StoreEvent, at place: Int64) throws(SQLiteError) {
        row.removeAll()
        row.append(event)
        row.appendChecksum()
        row.append(place)
        try addEvent.run(row)
    }

    private mutating func replaceEverything(
        with objects: [StoredObject], of batch: JournalBatch
    ) throws(SQLiteError) {
        let generation = source.position.generation + 1
        try transaction.run { () throws(SQLiteError) in
            try database.execute("DELETE FROM base_objects; DELETE FROM history")
            for object in objects { try put(object) }
            try run(setCompacted, Int64(batch.revision))
            try run(setGeneration, generation)
        }
        source.position.generation = generation
        history = JournalHistory(
            after: batch.revision, [], in: HistoryPlaces(), bytesMax: historyBytesMax)
    }
}

// MARK: - Shortening the history

extension JournalWriter {
    /// Has the `count` oldest events not count any more, and leaves the states they led to.
    private mutating func foldOldest(_ count: Int) throws(SQLiteError) {
        // First, since the states may need the room.
        for place in history.surplusPlaces(withoutOldest: count) { try run(emptyPlace, place) }
        for event in history.lastChanges(ofOldest: count) {
            if event.change == .deleted {
                try delete(event.object.key)
            } else {
                try put(event.object)
            }
        }
        try run(setCompacted, Int64(history.compacted(withoutOldest: count)))
    }

    private mutating func put(_ object: StoredObject) throws(SQLiteError) {
        row.removeAll()
        row.append(object)
        row.appendChecksum()
        try putObject.run(row)
    }

    private mutating func delete(_ key: ObjectKey) throws(SQLiteError) {
        row.removeAll()
        row.append(key)
        try deleteObject.run(row)
    }

    private mutating func run(
        _ statement: SQLiteStatement, _ number: Int64
    ) throws(SQLiteError) {
        row.removeAll()
        row.append(number)
        try statement.run(row)
    }

    /// Gives unused pages back to the file system, a few at a time.
    private func shrink() {
        // What was asked for is stored; that the file stays larger for a while harms nobody.
        guard let free = try? freePageCount.integer(), free > 512,
            let pages = try? database.integer("PRAGMA page_count"), free > pages / 4
        else { return }
        try? database.execute("PRAGMA incremental_vacuum(64)")
    }
}
