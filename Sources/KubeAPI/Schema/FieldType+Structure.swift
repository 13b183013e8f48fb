extension FieldType {
    /// What a value is made of, to who owns or merges its parts.
    package enum Structure: Sendable {
        /// One value without parts.
        case leaf
        /// The fields that a schema names.
        case object(ObjectSchema)
        /// The values of a map, one for each key.
        case map
        /// Elements with an identity: objects, or strings where there is no schema.
        case list(ObjectSchema?, ListKind)
    }

    /// What values of this type are made of; what is atomic has no parts.
    package var structure: Structure {
        switch self {
        case .string, .bool, .int32, .int64, .time, .microTime, .fieldsV1: .leaf
        case .stringMap: .map
        case .object(let schema): schema.isAtomic ? .leaf : .object(schema)
        case .strings(let kind): kind == .atomic ? .leaf : .list(nil, kind)
        case .objects(let schema, let kind): kind == .atomic ? .leaf : .list(schema, kind)
        }
    }

    /// The schema of the one object that a value of this type is, atomic or not.
    package var objectSchema: ObjectSchema? {
        switch self {
        case .object(let schema): schema
        case .string, .bool, .int32, .int64, .time, .microTime, .stringMap, .fieldsV1, .strings,
            .objects:
            nil
        }
    }
}
