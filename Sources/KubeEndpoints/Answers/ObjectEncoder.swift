import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// Objects as JSON documents, in the form that a client asked for.
///
/// What a client sees most, the stored form, is put together from bytes that were encoded when the
/// object was committed; every other form is made from the tree.
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

    /// The time from which ages are counted.
    var now: Timestamp

    private let typePrefix: [UInt8]

    init(_ served: ServedResource, _ form: Form, at now: Timestamp) {
        self.served = served
        self.form = form
        self.now = now
        typePrefix = Array(
            "{\"kind\":\"\(served.kind.name)\",\"apiVersion\":\"\(served.kind.apiVersion)\",".utf8)
    }
}

// MARK: - One object

extension ObjectEncoder {
    /// The document of the object that a write shows.
    func encode(_ shown: WriteResult.Shown) -> [UInt8] {
        switch shown {
        case .stored(let stored): encode(stored)
        case .transient(let object): encode(shown: object)
        }
    }

    /// The document of a stored object.
    ///
    /// `showsColumns` is for tables: a watch describes the columns only once.
    func encode(_ stored: StoredObject, showsColumns: Bool = true) -> [UInt8] {
        guard form == .whole, served.showsStoredForm else {
            return encode(shown: served.shown(stored.object), showsColumns: showsColumns)
        }
        var document: [UInt8] = []
        // With room for the line break at the end.
        document.reserveCapacity(typePrefix.count + stored.body.count + 1)
        document.append(contentsOf: typePrefix)
        document.append(contentsOf: stored.body)
        return document
    }

    /// Appends the document of a stored object to `output`.
    func append(_ stored: StoredObject, showsColumns: Bool, to output: inout [UInt8]) {
        guard form == .whole, served.showsStoredForm else {
            return output.append(contentsOf: encode(stored, showsColumns: showsColumns))
        }
        output.append(contentsOf: typePrefix)
        output.append(contentsOf: stored.body)
    }

    /// The document of an object in the form of this version.
    func encode(shown object: JSONObject, showsColumns: Bool = true) -> [UInt8] {
        var writer: JSONWriter
        switch form {
        case .whole:
            writer = JSONWriter(typePrefix)
            writer.writeMembers(of: object)
            writer.write(raw: "}")
        case .metadata(let version):
            writer = JSONWriter()
            writer.write(PartialMetadata.document(of: object, version: version))
        case .table(let version, let rowObject):
            let listMetadata = JSONObject([
                ("resourceVersion", .string(object.metadataText("resourceVersion")))
            ])
            writer = JSONWriter()
            writer.write(
                Table(served, version: version, rowObject, at: now).document(
                    of: [object], metadata: listMetadata, showsColumns: showsColumns))
        }
        return writer.bytes
    }
}

// MARK: - Lists

extension ObjectEncoder {
    /// The document of a page of a list.
    func encode(_ page: ListPage) -> [UInt8] {
        let metadata = page.metadata
        switch form {
        case .whole:
            return encodeWhole(page, metadata)
        case .metadata(let version):
            let items = page.objects.map { object in
                JSONValue.object(
                    PartialMetadata.document(of: served.shown(object.object), version: version))
            }
            let list = JSONObject([
                ("kind", "PartialObjectMetadataList"),
                ("apiVersion", .string(version.apiVersion)),
                ("metadata", .object(metadata)), ("items", .array(items)),
            ])
            return JSONWriter.encode(.object(list))
        case .table(let version, let rowObject):
            let objects = page.objects.map { served.shown($0.object) }
            return JSONWriter.encode(
                .object(
                    Table(served, version: version, rowObject, at: now).document(
                        of: objects, metadata: metadata)))
        }
    }

    private func encodeWhole(_ page: ListPage, _ metadata: JSONObject) -> [UInt8] {
        var writer = JSONWriter(
            Array(
                "{\"kind\":\"\(served.kind.name)List\",\"apiVersion\":\"\(served.kind.apiVersion)\","
                    .utf8))
        writer.write(raw: "\"metadata\":")
        writer.write(metadata)
        writer.write(raw: ",\"items\":[")
        writer.reserve(page.objects.reduce(0) { $0 + $1.body.count + 2 } + 3)
        for (position, object) in page.objects.enumerated() {
            if position > 0 { writer.write(raw: ",") }
            if served.showsStoredForm {
                writer.write(raw: "{")
                writer.write(encoded: object.body)
            } else {
                writer.write(served.shown(object.object))
            }
        }
        writer.write(raw: "]}")
        return writer.bytes
    }
}

extension ListPage {
    /// The metadata of the list.
    fileprivate var metadata: JSONObject {
        var metadata = JSONObject([("resourceVersion", .string(String(revision)))])
        if !continueToken.isEmpty { metadata.append("continue", .string(continueToken)) }
        if let remainingItemCount {
            metadata.append("remainingItemCount", .integer(Int64(remainingItemCount)))
        }
        return metadata
    }
}
