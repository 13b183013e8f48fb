import CKubeSQLite
import KubeJSON
import KubeStore
import KubeTime

// MARK: - Writing

extension RowBuffer {
    /// Adds the columns `resource, namespace, name`.
    mutating func append(_ key: ObjectKey) {
        append(key.resource)
        append(key.namespace)
        append(key.name)
    }

    /// Adds the columns of a key and `revision, labels, fields, object`.
    mutating func append(_ object: StoredObject) {
        append(object.key)
        append(Int64(object.revision))
        append(object.labels)
        append(object.fields)
        appendText { bytes in
            bytes.append(UInt8(ascii: "{"))
            bytes.append(contentsOf: object.body)
        }
    }

    /// Adds the columns of the state that the event led to and `change, time`.
    mutating func append(_ event: StoreEvent) {
        append(event.object)
        append(event.change.rawValue)
        append(event.time.microseconds)
    }

    private mutating func append(_ pairs: [(key: String, value: String)]) {
        // Most objects have neither labels nor fields.
        guard !pairs.isEmpty else { return append("{}") }
        let members = JSONObject(pairs.map { ($0.key, JSONValue.string($0.value)) })
        appendText { $0.append(contentsOf: JSONWriter.encode(.object(members))) }
    }
}

// MARK: - Reading

extension ObjectKey {
    /// The key in the first three columns of `row`.
    init(_ row: SQLiteRow) {
        self.init(resource: row.text(0), namespace: row.text(1), name: row.text(2))
    }
}

extension StoredObject {
    /// The state in the first seven columns of `row`; nil when they do not hold one.
    convenience init?(_ row: SQLiteRow) {
        let document = row.bytes(6)
        guard let revision = UInt64(exactly: row.integer(3)),
            let labels = Self.pairs(row.bytes(4)),
            let fields = Self.pairs(row.bytes(5)),
            document.first == UInt8(ascii: "{")
        else { return nil }
        self.init(
            key: ObjectKey(row), revision: revision, body: Array(document.dropFirst()),
            labels: labels, fields: fields)
    }

    private static func pairs(_ json: UnsafeRawBufferPointer) -> [(key: String, value: String)]? {
        // Most objects have neither labels nor fields.
        if json.count == 2 { return [] }
        guard let object = (try? JSONParser.parse(Array(json)))?.object else { return nil }
        return object.map { ($0.key, $0.value.string ?? "") }
    }
}

extension StoredChange {
    /// The change in the first nine columns of `row`; nil when they do not hold one.
    init?(_ row: SQLiteRow) {
        guard let object = StoredObject(row),
            let change = StoreEvent.Change(rawValue: row.text(7))
        else { return nil }
        self.init(
            object: object, change: change, time: Timestamp(microseconds: row.integer(8)))
    }
}

extension Checksum {
    /// The checksum of a row's columns.
    init(of columns: Range<Int32>, in row: SQLiteRow) {
        self.init()
        for column in columns {
            if row.type(column) == SQLITE_INTEGER {
                combine(row.integer(column))
            } else {
                combine(row.bytes(column))
            }
        }
    }
}
