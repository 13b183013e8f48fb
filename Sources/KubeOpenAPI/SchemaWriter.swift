import KubeAPI
import KubeJSON
import KubeRegistry

/// Writes schemas of objects as JSON schemas.
struct SchemaWriter {
    let dialect: Dialect
    let kinds: DefinedKinds
    let release: Release

    /// The fields of `schema` that the release has.
    func fields(_ schema: ObjectSchema) -> [Field] {
        guard schema === ObjectSchema.listMeta, release < Release(1, 36) else {
            return schema.fields
        }
        return schema.fields.filter { $0.name != "shardInfo" }
    }

    /// The JSON schema of the objects that `schema` describes.
    func object(_ schema: ObjectSchema) -> JSONObject {
        let kinds = kinds[schema]
        let fields = fields(schema)
        var properties = fields.map { ($0.name, JSONValue.object(property($0))) }
        // An event of a watch belongs to all groups but does not say so.
        if !kinds.isEmpty, schema !== ObjectSchema.watchEvent { properties += typeMeta }
        var object = JSONObject(members: [
            "description": .string(schema.documentation), "type": "object",
        ])
        if !properties.isEmpty {
            object["properties"] = .object(JSONObject(properties).sortedByKey)
        }
        let required = fields.filter(\.isRequired)
        if !required.isEmpty { object["required"] = .array(required.map { .string($0.name) }) }
        if schema.isAtomic { object["x-kubernetes-map-type"] = "atomic" }
        if !kinds.isEmpty {
            object["x-kubernetes-group-version-kind"] = .array(kinds.map(\.groupVersionKind))
        }
        return MemberOrder.schema.applied(to: object)
    }

    private let typeMeta: [(String, JSONValue)] = [
        (
            "apiVersion",
            [
                "description": "Group and version in which the document is written.",
                "type": "string",
            ]
        ),
        ("kind", ["description": "Kind of the document.", "type": "string"]),
    ]

    /// A reference to the definition called `name`, and nothing else.
    func reference(to name: String) -> JSONObject {
        JSONObject(members: ["$ref": .string(dialect.definitionPrefix + name)])
    }

    private func property(_ field: Field) -> JSONObject {
        var schema = value(field.type)
        schema["description"] = .string(field.documentation)
        // Go leaves out an empty text, but not an empty struct.
        let isNestedObject = field.type.objectSchema != nil
        if field.presence == .always || field.presence == .unlessEmpty && isNestedObject {
            setDefault(field.type.openAPIDefault, of: &schema)
        }
        if let kind = field.type.listKind {
            for (key, value) in kind.extensions { schema[key] = value }
        }
        return MemberOrder.schema.applied(to: schema)
    }

    private func value(_ type: FieldType) -> JSONObject {
        switch type {
        case .string: JSONObject(members: ["type": "string"])
        case .bool: JSONObject(members: ["type": "boolean"])
        case .int32: JSONObject(members: ["format": "int32", "type": "integer"])
        case .int64: JSONObject(members: ["format": "int64", "type": "integer"])
        case .time: extensibleReference(WellKnownType.time.name)
        case .microTime: extensibleReference(WellKnownType.microTime.name)
        case .fieldsV1: extensibleReference(WellKnownType.fieldsV1.name)
        case .stringMap:
            JSONObject(members: [
                "additionalProperties": .object(element(.string)), "type": "object",
            ])
        case .object(let schema): extensibleReference(schema.definitionName)
        case .strings: list(of: .string)
        case .objects(let schema, _): list(of: .object(schema))
        }
    }

    private func list(of type: FieldType) -> JSONObject {
        JSONObject(members: ["items": .object(element(type)), "type": "array"])
    }

    /// The schema of what a list or a map holds.
    private func element(_ type: FieldType) -> JSONObject {
        var schema = value(type)
        setDefault(type.openAPIDefault, of: &schema)
        return MemberOrder.schema.applied(to: schema)
    }

    /// A reference that can have siblings; OpenAPI 3.0 ignores what stands beside a `$ref`.
    private func extensibleReference(_ name: String) -> JSONObject {
        switch dialect {
        case .v2: reference(to: name)
        case .v3: JSONObject(members: ["allOf": [.object(reference(to: name))]])
        }
    }

    /// Kubernetes leaves defaults out of the older dialect.
    private func setDefault(_ value: JSONValue?, of schema: inout JSONObject) {
        if dialect == .v3, let value { schema["default"] = value }
    }
}

extension FieldType {
    fileprivate var listKind: ListKind? {
        switch self {
        case .strings(let kind), .objects(_, let kind): kind
        case .string, .bool, .int32, .int64, .time, .microTime, .stringMap, .fieldsV1, .object: nil
        }
    }

    /// What Go's zero value is to clients; nil where it counts as absent.
    fileprivate var openAPIDefault: JSONValue? {
        switch self {
        case .string: ""
        case .bool: false
        case .int32, .int64: 0
        case .object: [:]
        case .time, .microTime, .stringMap, .fieldsV1, .strings, .objects: nil
        }
    }
}

extension FieldType.ListKind {
    /// How lists are owned (`list-type`) and how strategic merge patches treat them (`patch-…`).
    fileprivate var extensions: [(String, JSONValue)] {
        switch self {
        case .atomic:
            [("x-kubernetes-list-type", "atomic")]
        case .set:
            [("x-kubernetes-list-type", "set"), ("x-kubernetes-patch-strategy", "merge")]
        case .map(let keys):
            [
                ("x-kubernetes-list-type", "map"),
                ("x-kubernetes-list-map-keys", .array(keys.map { .string($0) })),
                ("x-kubernetes-patch-strategy", "merge"),
            ] + keys.prefix(1).map { ("x-kubernetes-patch-merge-key", .string($0)) }
        }
    }
}
