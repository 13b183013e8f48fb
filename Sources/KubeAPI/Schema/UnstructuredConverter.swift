package import KubeJSON

/// Reads a JSON object as a schema says in the way of Go's converter of unstructured objects, which
/// is how the result of a strategic merge patch becomes an object (PAT-007).
///
/// Unlike ``ObjectDecoder`` it goes by the order of the schema, ends at the first value of a wrong
/// type, and takes numbers like `15.0` for integers; so does `AM/runtime/converter.go`.
package struct UnstructuredConverter {
    /// How many problems one document can have.
    private static let problemsMax = 100

    private var unknown: [String] = []
    private var path = FieldPath()

    /// A converter for one document.
    package init() {}

    /// The unknown fields, sorted by their text (FVL-004).
    package var problems: [String] {
        Array(unknown.sorted { $0.precedesBytewise($1) }.prefix(Self.problemsMax))
    }

    /// The canonical form of `document`; its `kind` and `apiVersion` need only be strings.
    package mutating func convert(
        _ document: JSONObject, as schema: ObjectSchema
    ) throws(DecodingError) -> JSONObject {
        let types = ["kind", "apiVersion"]
        for key in types { _ = try text(document[key] ?? .null) }
        return try fields(of: document, as: schema, ignoring: types)
    }
}

// MARK: - Objects

extension UnstructuredConverter {
    private mutating func fields(
        of document: JSONObject, as schema: ObjectSchema, ignoring: [String] = []
    ) throws(DecodingError) -> JSONObject {
        var values = [JSONValue?](repeating: nil, count: schema.fields.count)
        for (position, field) in schema.fields.enumerated() {
            guard let value = document[field.name], value != .null else { continue }
            path.push(field.name)
            values[position] = try self.value(value, of: field)
            path.pop()
        }
        for key in document.keys where schema.position(of: key) == nil && !ignoring.contains(key) {
            unknown.append("unknown field \"\(path.child(key))\"")
        }
        return schema.assemble(values)
    }

    /// The canonical value of `field`, of which `value` is not null.
    private mutating func value(
        _ value: JSONValue, of field: Field
    ) throws(DecodingError) -> JSONValue {
        switch (field.type, value) {
        case (.fieldsV1, _): return value
        case (.string, _): return .string(try text(value, field.goType))
        case (.bool, .bool): return value
        case (.int32, .number(let number)):
            return .integer(Int64(Int32(truncatingIfNeeded: try integer(number, "int32"))))
        case (.int64, .number(let number)): return .integer(try integer(number, "int64"))
        case (.bool, _), (.int32, _), (.int64, _): throw .unrecognized(field.type.goName)
        case (.time, _): return try TimeFormat.seconds.canonical(value)
        case (.microTime, _): return try TimeFormat.microseconds.canonical(value)
        case (.object(let schema), .object(let object)):
            return .object(try fields(of: object, as: schema))
        case (.object, _): throw .notRestored("struct from:", value)
        case (.stringMap, .object(let members)): return try stringMap(members)
        case (.stringMap, _): throw .notRestored("map from", value)
        case (.strings, .array(let elements)):
            return try strings(elements, field.goType.map { String($0.dropFirst(2)) })
        case (.objects(let schema, _), .array(let elements)):
            return try objects(elements, of: schema)
        case (.strings, _), (.objects, _): throw .notRestored("slice from", value)
        }
    }

    private mutating func objects(
        _ elements: [JSONValue], of schema: ObjectSchema
    ) throws(DecodingError) -> JSONValue {
        var converted: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            path.push(index: index)
            switch element {
            case .object(let object): converted.append(.object(try fields(of: object, as: schema)))
            case .null: converted.append(.object(schema.emptyObject))
            default: throw .notRestored("struct from:", element)
            }
            path.pop()
        }
        return .array(converted)
    }
}

// MARK: - Scalars, maps and lists

extension UnstructuredConverter {
    private func stringMap(_ members: JSONObject) throws(DecodingError) -> JSONValue {
        var map = JSONObject()
        for (key, value) in members.sortedByKey { map.append(key, .string(try text(value))) }
        return .object(map)
    }

    private func strings(
        _ elements: [JSONValue], _ goType: String?
    ) throws(DecodingError) -> JSONValue {
        var strings: [JSONValue] = []
        for element in elements { strings.append(.string(try text(element, goType))) }
        return .array(strings)
    }

    /// A string; null is an empty one.
    private func text(
        _ value: JSONValue, _ goType: String? = nil
    ) throws(DecodingError) -> JSONString {
        switch value {
        case .string(let string): return string
        case .null: return ""
        // Go could make a character of it, and refuses to.
        case .number(let number) where number.integer != nil:
            throw .notConverted("int64", to: goType ?? "string")
        default: throw .unrecognized("string")
        }
    }

    /// A whole number, also one that is spelled as a fraction; what does not fit becomes what it
    /// becomes on the processors that upstream runs on.
    private func integer(
        _ number: JSONNumber, _ goType: String
    ) throws(DecodingError) -> Int64 {
        if let integer = number.integer { return integer }
        guard let value = Double(number.literal), value == value.rounded(.towardZero) else {
            throw .notConverted("float64", to: goType)
        }
        return Int64(exactly: value) ?? .min
    }
}

extension DecodingError {
    fileprivate static func unrecognized(_ goType: String) -> DecodingError {
        DecodingError(message: "unrecognized type: \(goType)")
    }

    fileprivate static func notConverted(_ found: String, to goType: String) -> DecodingError {
        DecodingError(message: "cannot convert \(found) to \(goType)")
    }

    fileprivate static func notRestored(_ what: String, _ value: JSONValue) -> DecodingError {
        let found =
            switch value {
            case .array: "slice"
            case .object: "map"
            default: GoPrint.type(of: value)
            }
        return DecodingError(message: "cannot restore \(what) \(found)")
    }
}
