import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// Objects as documents in the form that a client asked for: in JSON, or in protobuf where the client
/// wants that of whole objects.
///
/// Documents of stored objects are put together from bytes that are encoded once for each state of
/// an object; only ages are told each reader anew.
struct ObjectEncoder: Sendable {
    /// The form of objects in an answer.
    enum Form: Hashable, Sendable {
        case whole
        /// `PartialObjectMetadata`.
        case metadata(Transformation.MetaVersion)
        /// `Table`, with this much of each object in its row.
        case table(Transformation.MetaVersion, TableRowObject)
    }

    let served: ServedResource
    let form: Form

    /// Whether documents are in protobuf.
    let writesProtobuf: Bool

    /// The time from which ages are counted.
    var now: Timestamp

    /// What comes before the metadata of an object that is shown without its body.
    private let metadataPrefix: [UInt8]

    init(
        _ served: ServedResource, _ form: Form, at now: Timestamp, in encoding: Encoding = .json
    ) {
        self.served = served
        self.form = form
        writesProtobuf = form == .whole && encoding == .protobuf
        self.now = now
        metadataPrefix =
            switch form {
            case .whole: []
            case .metadata(let version), .table(let version, _):
                PartialMetadata.typePrefix(version)
            }
    }
}

// MARK: - One object

extension ObjectEncoder {
    /// The document of the object that a write shows.
    func encode(_ shown: WriteResult.Shown) -> [UInt8] {
        switch shown {
        case .stored(let stored): encode(stored)
        case .transient(let object) where writesProtobuf:
            ProtobufDocument.encode(encode(shown: object), of: served)
        case .transient(let object): encode(shown: object)
        }
    }

    /// The document of a stored object.
    ///
    /// `showsColumns` is for tables: a watch describes the columns only once.
    func encode(_ stored: StoredObject, showsColumns: Bool = true) -> [UInt8] {
        switch form {
        case .whole where writesProtobuf: encodeProtobuf(stored, showsColumns: showsColumns)
        case .whole: served.documentPrefix.joined(served.body(of: stored))
        case .metadata: metadataPrefix.joined(served.metadata(of: stored))
        case .table(let version, let rowObject):
            table(version).document(
                metadata: Self.metadata(String(stored.revision)), showsColumns: showsColumns
            ) {
                writeRow(stored, version, rowObject, into: &$0)
            }
        }
    }

    /// Appends the document of a stored object to `output`.
    func append(_ stored: StoredObject, showsColumns: Bool, to output: inout [UInt8]) {
        guard form == .whole else {
            return output.append(contentsOf: encode(stored, showsColumns: showsColumns))
        }
        output.append(contentsOf: served.documentPrefix)
        output.append(contentsOf: served.body(of: stored))
    }

    /// The document of a stored object in protobuf.
    func encodeProtobuf(_ stored: StoredObject, showsColumns: Bool) -> [UInt8] {
        guard form == .whole else {
            return ProtobufDocument.encode(
                encode(stored, showsColumns: showsColumns), of: served)
        }
        return ProtobufEnvelope.write(apiVersion: served.kind.apiVersion, kind: served.kind.name) {
            $0.write(encoded: served.message(of: stored))
        }
    }

    /// The document in JSON of an object that is not stored, in the form of this version.
    func encode(shown object: JSONObject, showsColumns: Bool = true) -> [UInt8] {
        switch form {
        case .whole: return served.documentPrefix.joined(StoredObject.body(of: object))
        case .metadata: return metadataPrefix.joined(ServedResource.metadata(of: object))
        case .table(let version, let rowObject):
            let table = table(version)
            return table.document(
                metadata: Self.metadata(object.metadataText("resourceVersion")),
                showsColumns: showsColumns
            ) { writer in
                let cells = ObjectEncoding(served.resource.rules.cells(of: object))
                table.writeRow(cells, into: &writer) {
                    write(rowObject, into: &$0, metadata: ServedResource.metadata(of: object)) {
                        StoredObject.body(of: object)
                    }
                }
            }
        }
    }
}

// MARK: - Rows

extension ObjectEncoder {
    private func table(_ version: Transformation.MetaVersion) -> Table {
        Table(resource: served.resource, version: version, now: now)
    }

    private func writeRow(
        _ stored: StoredObject, _ version: Transformation.MetaVersion,
        _ rowObject: TableRowObject, into writer: inout JSONWriter
    ) {
        table(version).writeRow(served.cells(of: stored), into: &writer) {
            write(rowObject, into: &$0, metadata: served.metadata(of: stored)) {
                served.body(of: stored)
            }
        }
    }

    /// Appends as much of an object as rows carry.
    private func write(
        _ rowObject: TableRowObject, into writer: inout JSONWriter,
        metadata: @autoclosure () -> [UInt8], body: () -> [UInt8]
    ) {
        switch rowObject {
        case .none: writer.write(raw: "null")
        case .metadata:
            writer.write(encoded: metadataPrefix)
            writer.write(encoded: metadata())
        case .object:
            writer.write(encoded: served.documentPrefix)
            writer.write(encoded: body())
        }
    }

    /// The metadata of a table with one row.
    private static func metadata(_ resourceVersion: String) -> JSONObject {
        JSONObject([("resourceVersion", .string(resourceVersion))])
    }
}

// MARK: - Lists

extension ObjectEncoder {
    /// The document of a page of a list.
    func encode(_ page: ListPage) -> [UInt8] {
        if writesProtobuf { return protobufList(page) }
        let slices = page.objects.slices
        var writer = JSONWriter(listHead(page))
        writer.reserve(3 + slices.sum { $0.body.count + 2 })
        writeItems(slices, into: &writer)
        writer.write(encoded: listTail(page))
        return writer.bytes
    }

    /// What a list begins with in JSON.
    func listHead(_ page: ListPage) -> [UInt8] {
        let (kind, apiVersion): (String, String)
        switch form {
        case .whole: (kind, apiVersion) = ("\(served.kind.name)List", served.kind.apiVersion)
        case .metadata(let version):
            (kind, apiVersion) = ("PartialObjectMetadataList", version.apiVersion)
        case .table(let version, _): return table(version).head(page.metadata)
        }
        var writer = JSONWriter(
            Array("{\"kind\":\"\(kind)\",\"apiVersion\":\"\(apiVersion)\",".utf8))
        writer.write(raw: "\"metadata\":")
        writer.write(page.metadata)
        writer.write(raw: ",\"items\":")
        if !hasNoArray(page) { writer.write(raw: "[") }
        return writer.bytes
    }

    /// What it ends with.
    func listTail(_ page: ListPage) -> [UInt8] {
        hasNoArray(page) ? Self.nullTail : Self.arrayTail
    }

    private static let arrayTail = Array("]}".utf8)
    private static let nullTail = Array("null}".utf8)

    /// Whether upstream has never made the array of items: it does so only to put metadata into it.
    private func hasNoArray(_ page: ListPage) -> Bool {
        guard case .metadata = form else { return false }
        return page.objects.isEmpty
    }

    /// Appends the items of a list, or the rows of a table, with a comma between them.
    func writeItems(_ slices: [ArraySlice<StoredObject>], into writer: inout JSONWriter) {
        var isFirst = true
        for slice in slices {
            for object in slice {
                if !isFirst { writer.write(mark: ",") }
                isFirst = false
                writeItem(object, into: &writer)
            }
        }
    }

    private func writeItem(_ object: StoredObject, into writer: inout JSONWriter) {
        switch form {
        case .whole:
            writer.write(mark: "{")
            writer.write(encoded: served.body(of: object))
        case .metadata:
            writer.write(encoded: metadataPrefix)
            writer.write(encoded: served.metadata(of: object))
        case .table(let version, let rowObject):
            writeRow(object, version, rowObject, into: &writer)
        }
    }

    /// The size of the document of a page; nil for a table, of which that is not known before.
    func listSize(_ page: ListPage) -> Int? {
        let slices = page.objects.slices
        let size = listHead(page).count + max(0, slices.sum { _ in 1 } - 1) + listTail(page).count
        switch form {
        case .whole where served.showsStoredForm: return size + slices.sum { 1 + $0.body.count }
        case .whole: return size + slices.sum { 1 + served.body(of: $0).count }
        case .metadata:
            return size + slices.sum { metadataPrefix.count + served.metadata(of: $0).count }
        case .table: return nil
        }
    }

    private func protobufList(_ page: ListPage) -> [UInt8] {
        let kind = ProtobufListKind(of: self)
        let items = kind.items(page.objects, self)
        let (head, tail) = kind.frame(of: page, itemBytes: items.count)
        return head + items + tail
    }
}

extension [ArraySlice<StoredObject>] {
    /// The sum over all objects.
    func sum(_ size: (StoredObject) -> Int) -> Int {
        reduce(0) { $1.reduce($0) { $0 + size($1) } }
    }
}

extension ListPage {
    /// The metadata of the list.
    var metadata: JSONObject {
        var metadata = JSONObject([("resourceVersion", .string(String(revision)))])
        if !continueToken.isEmpty { metadata.append("continue", .string(continueToken)) }
        if let remainingItemCount {
            metadata.append("remainingItemCount", .integer(Int64(remainingItemCount)))
        }
        return metadata
    }
}

extension [UInt8] {
    /// These bytes and `others` behind them, with room for a line break.
    fileprivate func joined(_ others: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + others.count + 1)
        bytes.append(contentsOf: self)
        bytes.append(contentsOf: others)
        return bytes
    }
}
