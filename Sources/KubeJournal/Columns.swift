import CKubeSQLite
import KubeJSON
import KubeStore

extension ObjectKey {
    /// The columns `resource, namespace, name`.
    var columns: [SQLiteValue] { [.text(resource), .text(namespace), .text(name)] }

    /// The key in three columns of `row` from `first` on.
    init(_ row: SQLiteRow, from first: Int32) {
        self.init(
            resource: row.text(first), namespace: row.text(first + 1), name: row.text(first + 2))
    }
}

extension StoredObject {
    /// The columns `revision, labels, fields, object`.
    var columns: [SQLiteValue] {
        [
            .integer(Int64(revision)), .text(Self.json(labels)), .text(Self.json(fields)),
            .text(document),
        ]
    }

    /// The object's JSON, with the first brace.
    var document: [UInt8] { [UInt8(ascii: "{")] + body }

    /// The state in four columns of `row` from `first` on; nil when they do not hold one.
    convenience init?(_ row: SQLiteRow, from first: Int32, key: ObjectKey) {
        let document = row.bytes(first + 3)
        guard let revision = UInt64(exactly: row.integer(first)),
            let labels = Self.pairs(row.bytes(first + 1)),
            let fields = Self.pairs(row.bytes(first + 2)),
            document.first == UInt8(ascii: "{")
        else { return nil }
        self.init(
            key: key, revision: revision, body: Array(document.dropFirst()), labels: labels,
            fields: fields)
    }

    private static func json(_ pairs: [(key: String, value: String)]) -> [UInt8] {
        guard !pairs.isEmpty else { return Array("{}".utf8) }
        return JSONWriter.encode(
            .object(JSONObject(pairs.map { ($0.key, JSONValue.string($0.value)) })))
    }

    private static func pairs(_ json: UnsafeRawBufferPointer) -> [(key: String, value: String)]? {
        // Most objects have neither labels nor fields.
        if json.count == 2 { return [] }
        guard let object = (try? JSONParser.parse(Array(json)))?.object else { return nil }
        return object.map { ($0.key, $0.value.string ?? "") }
    }
}

extension Checksum {
    /// The checksum of columns.
    init(of values: [SQLiteValue]) {
        self.init()
        for value in values {
            switch value {
            case .null: combine(0)
            case .integer(let number): combine(number)
            case .text(let bytes): bytes.withUnsafeBytes { combine($0) }
            }
        }
    }

    /// The checksum of a row's columns.
    init(of columns: Range<Int32>, in row: SQLiteRow) {
        self.init()
        for column in columns {
            switch row.type(column) {
            case SQLITE_NULL: combine(0)
            case SQLITE_INTEGER: combine(row.integer(column))
            default: combine(row.bytes(column))
            }
        }
    }
}
