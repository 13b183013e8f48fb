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
        return JournalContents(compacted: newStore.revision, objects: [], events: [])
    }

    private func contents() throws(SQLiteError) -> JournalContents {
        let sql = "SELECT value FROM meta WHERE name = 'compacted'"
        guard let number = try SQLiteStatement(sql, on: database).integer(),
            let compacted = UInt64(exactly: number), compacted < UInt64(Int64.max / 2)
        else { throw damage("the revision", sql) }
        var states = try baseObjects(upTo: compacted)
        let events = try events(after: compacted, changing: &states)
        return JournalContents(
            compacted: compacted, objects: Array(states.values), events: events)
    }

    /// The states as of the revision `compacted`.
    private func baseObjects(
        upTo compacted: UInt64
    ) throws(SQLiteError) -> [ObjectKey: StoredObject] {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, checksum
            FROM base_objects
            """
        var states: [ObjectKey: StoredObject] = [:]
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            guard Checksum(of: 0..<7, in: row).value == row.integer(7),
                let object = StoredObject(row), object.revision <= compacted
            else { throw damage("the object \(ObjectKey(row).registryPath)", sql) }
            states[object.key] = object
            return true
        }
        return states
    }

    /// The events, oldest first, which follow each other without a gap from `compacted` on; brings
    /// `states` to what they lead to.
    private func events(
        after compacted: UInt64, changing states: inout [ObjectKey: StoredObject]
    ) throws(SQLiteError) -> [StoreEvent] {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, change, time,
                checksum
            FROM events ORDER BY revision
            """
        var events: [StoreEvent] = []
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            let revision = (events.last?.revision ?? compacted) + 1
            let key = ObjectKey(row)
            guard Checksum(of: 0..<9, in: row).value == row.integer(9),
                let event = StoreEvent(row, previous: states[key]), event.revision == revision
            else { throw damage("the event \(revision)", sql) }
            states[key] = event.change == .deleted ? nil : event.object
            events.append(event)
            return true
        }
        return events
    }

    private func damage(_ what: String, _ sql: String) -> SQLiteError {
        SQLiteError(code: SQLITE_CORRUPT, message: "\(what) is not what was stored", sql: sql)
    }
}
