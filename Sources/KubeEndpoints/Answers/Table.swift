import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// Objects as the rows of a table, which is what kubectl prints (`metav1.Table`).
struct Table {
    let resource: Resource
    let version: Transformation.MetaVersion

    /// The time from which ages are counted.
    let now: Timestamp

    /// The table with the row that `writeRow` appends.
    func document(
        metadata: JSONObject, showsColumns: Bool = true, writeRow: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter(head(metadata, showsColumns: showsColumns))
        writeRow(&writer)
        writer.write(raw: "]}")
        return writer.bytes
    }

    /// What a table begins with.
    func head(_ metadata: JSONObject, showsColumns: Bool = true) -> [UInt8] {
        var writer = JSONWriter(
            Array("{\"kind\":\"Table\",\"apiVersion\":\"\(version.apiVersion)\",".utf8))
        writer.write(raw: "\"metadata\":")
        writer.write(metadata)
        writer.write(raw: ",\"columnDefinitions\":")
        writer.write(showsColumns ? columnDefinitions : .null)
        writer.write(raw: ",\"rows\":[")
        return writer.bytes
    }

    /// Appends a row with `cells`, of an object of which `writeObject` appends what rows carry.
    func writeRow(
        _ cells: ObjectEncoding, into writer: inout JSONWriter,
        writeObject: (inout JSONWriter) -> Void
    ) {
        writer.write(raw: "{\"cells\":")
        cells.write(at: now, into: &writer)
        writer.write(raw: ",\"object\":")
        writeObject(&writer)
        writer.write(raw: "}")
    }

    private var columnDefinitions: JSONValue {
        .array(
            resource.rules.columns.map { column in
                [
                    "name": .string(column.name), "type": .string(column.type),
                    "format": .string(column.format), "description": .string(column.description),
                    "priority": .integer(Int64(column.priority)),
                ]
            })
    }
}
