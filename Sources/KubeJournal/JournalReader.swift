import CKubeSQLite
import KubeJSON
import KubeStore
import KubeTime

/// Reads back what a `JournalWriter` has written.
struct JournalReader {
    let database: SQLiteDatabase

    /// The store as it was when it was last written; nil when nothing was ever written.
    func store() throws(SQLiteError) -> ObjectStore? {
        let sql = "SELECT name, value FROM meta"
        let numbers = try numbers(sql)
        guard !numbers.isEmpty else { return nil }
        guard let revision = numbers["revision"], let compacted = numbers["compacted"],
            compacted <= revision, revision < UInt64(Int64.max / 2)
        else { throw damage("the revision", sql) }
        let objects = try objects(upTo: revision)
        // The other objects have no events.
        var states: [ObjectKey: StoredObject] = [:]
        for object in objects where object.revision > compacted { states[object.key] = object }
        return ObjectStore(
            revision: revision, objects: objects, compacted: compacted,
            events: try events(leadingTo: states))
    }

    private func numbers(_ sql: String) throws(SQLiteError) -> [String: UInt64] {
        var numbers: [String: UInt64] = [:]
        try SQLiteStatement(sql, on: database).forEachRow { row in
            numbers[row.text(0)] = UInt64(exactly: row.integer(1))
            return true
        }
        return numbers
    }

    private func objects(upTo revision: UInt64) throws(SQLiteError) -> [StoredObject] {
        let sql = """
            SELECT resource, namespace, name, revision, labels, fields, object, checksum
            FROM objects
            """
        var objects: [StoredObject] = []
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            let key = ObjectKey(row, from: 0)
            guard Checksum(of: 0..<7, in: row).value == row.integer(7),
                let object = StoredObject(row, from: 3, key: key), object.revision <= revision
            else { throw damage("the object \(key.registryPath)", sql) }
            objects.append(object)
            return true
        }
        return objects
    }

    /// The events, oldest first, of which the last of each object has led to its state in `states`.
    private func events(
        leadingTo states: [ObjectKey: StoredObject]
    ) throws(SQLiteError) -> [StoreEvent] {
        let sql = """
            SELECT revision, change, time, resource, namespace, name, previous_revision, labels,
                fields, object, last, checksum
            FROM events ORDER BY revision DESC
            """
        var states = states
        var events: [StoreEvent] = []
        try SQLiteStatement(sql, on: database).forEachRow { (row) throws(SQLiteError) in
            let key = ObjectKey(row, from: 3)
            guard Checksum(of: 0..<11, in: row).value == row.integer(11),
                let event = StoreEvent(row, key: key, state: states[key])
            else { throw damage("the event \(row.integer(0))", sql) }
            states[key] = event.previous
            events.append(event)
            return true
        }
        return events.reversed()
    }

    private func damage(_ what: String, _ sql: String) -> SQLiteError {
        SQLiteError(code: SQLITE_CORRUPT, message: "\(what) is not what was stored", sql: sql)
    }
}

extension StoreEvent {
    /// The event in `row`; `state` is the object's after it, nil when it was deleted.
    ///
    /// Nil when these do not fit together.
    fileprivate init?(_ row: SQLiteRow, key: ObjectKey, state: StoredObject?) {
        guard let revision = UInt64(exactly: row.integer(0)),
            let change = Change(rawValue: row.text(1))
        else { return nil }
        let isNew = row.type(6) == SQLITE_NULL
        let previous = isNew ? nil : StoredObject(row, from: 6, key: key)
        guard isNew == (change == .added), isNew || previous != nil else { return nil }
        var object = state
        if change == .deleted {
            guard state == nil, let last = (try? JSONParser.parse(Array(row.bytes(10))))?.object
            else { return nil }
            object = StoredObject(
                key: key, revision: revision, object: last, fields: previous?.fields ?? [])
        }
        guard let object, object.revision == revision else { return nil }
        self.init(
            revision: revision, change: change,
            time: Timestamp(microseconds: row.integer(2)), object: object, previous: previous)
    }
}
