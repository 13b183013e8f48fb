import CKubeSQLite
import KubeStore

/// Reads back what a `JournalWriter` has written.
struct JournalReader {
    let database: SQLiteDatabase

    /// What the database holds; from now on what `newStore` does, when nothing was ever stored.
    func contents(orNew newStore: ObjectStore) throws(SQLiteError) -> JournalContents {
        let contents = try contents()
        guard contents.isNew else { return contents }
        try database.execute(
            "UPDATE meta SET value = \(newStore.revision) WHERE name = 'compacted'")
        return try self.contents()
    }

    /// What the database holds.
    func contents() throws(SQLiteError) -> JournalContents {
        let meta = try meta()
        let (changes, places) = try changes(after: meta.compacted)
        let free = try freePlaces(at: meta.compacted)
        var contents = JournalContents(
            meta, changes, in: HistoryPlaces(taken: places, free: free))
        try addBaseObjects(to: &contents)
        for change in changes {
            guard contents.append(change) else {
                throw damage("the event \(change.object.revision)", "history")
            }
        }
        return contents
    }

    private func meta() throws(SQLiteError) -> JournalMeta {
        let sql = "SELECT value FROM meta WHERE name = "
        let compacted = try SQLiteStatement(sql + "'compacted'", on: database).integer()
        let identity = try SQLiteStatement(sql + "'identity'", on: database).integer()
        let generation = try SQLiteStatement(sql + "'generation'", on: database).integer()
        guard let compacted = compacted.flatMap(UInt64.init(exactly:)), let identity,
            let generation, compacted < UInt64(Int64.max / 2)
        else { throw damage("the revision", sql) }
        return JournalMeta(compacted: compacted, identity: identity, generation: generation)
    }

    /// Adds what the database held when its history begins.
    private func addBaseObjects(to contents: inout JournalContents) throws(SQLiteError) {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, checksum
            FROM base_objects
            """
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            guard Checksum(of: 0..<7, in: row).value == row.integer(7),
                let object = StoredObject(row), object.revision <= contents.compacted
            else { throw damage("the object \(ObjectKey(row).registryPath)", sql) }
            contents.append(object)
            return true
        }
    }

    /// The changes, oldest first, which follow each other without a gap from `compacted` on, and where
    /// they are.
    private func changes(
        after compacted: UInt64
    ) throws(SQLiteError) -> (changes: [StoredChange], places: [Int64]) {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, change, time,
                checksum, place
            FROM history WHERE revision > \(compacted) ORDER BY revision
            """
        var changes: [StoredChange] = []
        var places: [Int64] = []
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            let revision = (changes.last?.object.revision ?? compacted) + 1
            guard Checksum(of: 0..<9, in: row).value == row.integer(9),
                let change = StoredChange(row), change.object.revision == revision
            else { throw damage("the event \(revision)", sql) }
            changes.append(change)
            places.append(row.integer(10))
            return true
        }
        return (changes, places)
    }

    /// The places of what does not count any more, the first one last.
    private func freePlaces(at compacted: UInt64) throws(SQLiteError) -> [Int64] {
        let sql = "SELECT place FROM history WHERE revision <= \(compacted) ORDER BY place DESC"
        var places: [Int64] = []
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            places.append(row.integer(0))
            return true
        }
        return places
    }

    private func damage(_ what: String, _ sql: String) -> SQLiteError {
        SQLiteError(code: SQLITE_CORRUPT, message: "\(what) is not what was stored", sql: sql)
    }
}
