import KubeAPI
import KubeJSON

/// A type with a definition of its own that is not an object with fields.
struct WellKnownType {
    /// The name of its definition.
    let name: String
    let schema: JSONObject

    private init(
        _ type: String, _ documentation: String, _ schema: KeyValuePairs<String, JSONValue>
    ) {
        name = GoPackage.meta.definitionName(of: type)
        self.schema = JSONObject(
            [("description", .string(documentation))] + schema.map { ($0.key, $0.value) })
    }

    static let time = WellKnownType(
        "Time", "An instant in whole seconds.", ["type": "string", "format": "date-time"])

    static let microTime = WellKnownType(
        "MicroTime", "An instant with exactly six digits of fraction.",
        ["type": "string", "format": "date-time"])

    static let fieldsV1 = WellKnownType(
        "FieldsV1", "A set of fields, as a tree of their names.", ["type": "object"])
}

extension FieldType {
    /// The definition that stands for values of this type, when there is one without fields.
    var wellKnown: WellKnownType? {
        switch self {
        case .time: .time
        case .microTime: .microTime
        case .fieldsV1: .fieldsV1
        case .string, .bool, .int32, .int64, .stringMap, .object, .strings, .objects: nil
        }
    }
}
