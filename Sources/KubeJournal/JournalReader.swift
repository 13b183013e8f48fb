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
        return JournalContents(compacted: newStore.revision, [])
    }

    private func contents() throws(SQLiteError) -> JournalContents {
        let sql = "SELECT value FROM meta WHERE name = 'compacted'"
        guard let number = try SQLiteStatement(sql, on: database).integer(),
            let compacted = UInt64(exactly: number), compacted < UInt64(Int64.max / 2)
        else { throw damage("the revision", sql) }
        let changes = try changes(after: compacted)
        var contents = try baseContents(at: compacted, changedBy: changes)
        for change in changes {
            guard contents.append(change) else {
                throw damage("the event \(change.object.revision)", sql)
            }
        }
        return contents
    }

    /// What the database held at the revision `compacted`, since when there were `changes`.
    private func baseContents(
        at compacted: UInt64, changedBy changes: [StoredChange]
    ) throws(SQLiteError) -> JournalContents {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, checksum
            FROM base_objects
            """
        var contents = JournalContents(compacted: compacted, changes)
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            guard Checksum(of: 0..<7, in: row).value == row.integer(7),
                let object = StoredObject(row), object.revision <= compacted
            else { throw damage("the object \(ObjectKey(row).registryPath)", sql) }
            contents.append(object)
            return true
        }
        return contents
    }

    /// The changes, oldest first, which follow each other without a gap from `compacted` on.
    private func changes(after compacted: UInt64) throws(SQLiteError) -> [StoredChange] {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, change, time,
                checksum
            FROM events ORDER BY revision
            """
        var changes: [StoredChange] = []
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            let revision = (changes.last?.object.revision ?? compacted) + 1
            guard Checksum(of: 0..<9, in: row).value == row.integer(9),
                let change = StoredChange(row), change.object.revision == revision
            else { throw damage("the event \(revision)", sql) }
            changes.append(change)
            return true
        }
        return changes
    }

    private func damage(_ what: String, _ sql: String) -> SQLiteError {
        SQLiteError(code: SQLITE_CORRUPT, message: "\(what) is not what was stored", sql: sql)
    }
}
