/// What values a field takes.
package enum FieldType: Sendable {
    case string
    case bool
    case int32
    case int64
    /// `metav1.Time`: whole seconds.
    case time
    /// `metav1.MicroTime`: six digits of fraction.
    case microTime
    /// A map from strings to strings, merged key by key.
    case stringMap
    /// A set of owned fields: any JSON object, kept as it is.
    case fieldsV1
    case object(ObjectSchema)
    case strings(ListKind)
    case objects(ObjectSchema, ListKind)

    /// How a list is owned and merged (`x-kubernetes-list-type`, and the strategic patch strategy).
    package enum ListKind: Hashable, Sendable {
        /// As one value.
        case atomic
        /// Element by element, each value once.
        case set
        /// Element by element, told apart by the values of `keys`.
        case map(keys: [String])
    }
}

extension FieldType {
    /// The Go type as decoding errors print it.
    package var goName: String {
        switch self {
        case .string: "string"
        case .bool: "bool"
        case .int32: "int32"
        case .int64: "int64"
        case .time: "v1.Time"
        case .microTime: "v1.MicroTime"
        case .stringMap: "map[string]string"
        case .fieldsV1: "v1.FieldsV1"
        case .object(let schema): "\(schema.goPackage.name).\(schema.name)"
        case .strings: "[]string"
        case .objects(let schema, _): "[]\(schema.goPackage.name).\(schema.name)"
        }
    }
}
