import KubeAPI
import KubeJSON

/// The definitions of a document: the schemas it names, and whatever those refer to.
struct DefinitionTable {
    private let writer: SchemaWriter
    private(set) var definitions: [String: JSONObject] = [:]

    init(_ writer: SchemaWriter) {
        self.writer = writer
    }

    /// Defines `schema` and what it refers to.
    mutating func add(_ schema: ObjectSchema) {
        let name = schema.definitionName
        guard definitions[name] == nil else { return }
        definitions[name] = writer.object(schema)
        for field in writer.fields(schema) { add(field.type) }
    }

    private mutating func add(_ type: FieldType) {
        switch type {
        case .object(let schema), .objects(let schema, _): add(schema)
        case .string, .bool, .int32, .int64, .time, .microTime, .stringMap, .fieldsV1, .strings:
            if let wellKnown = type.wellKnown { definitions[wellKnown.name] = wellKnown.schema }
        }
    }

    var json: JSONValue {
        .object(JSONObject(definitions.map { ($0.key, .object($0.value)) }).sortedByKey)
    }
}
