package import KubeJSON

/// Reads a JSON object as a schema says: checks types, finds unknown and duplicate fields, and gives
/// back the object in canonical form.
///
/// Canonical form is what Go would write back: fields in the schema's order, maps sorted, times in
/// UTC, absent and empty things left out. A null in it stands for a time that is set to Go's zero.
package struct ObjectDecoder {
    /// How many problems one document can have; Go stops counting there.
    private static let problemsMax = 100

    /// How many objects a list can have: an empty one takes two bytes in a document, and many times
    /// that once it is read.
    static let elementsMax = 10_000

    /// Unknown and duplicate fields, in the order of the document.
    package private(set) var problems: [String] = []

    /// The first value of a wrong type; decoding goes on behind it, as Go's does.
    private var typeError: DecodingError?

    private var path = FieldPath()

    /// A decoder for one document.
    package init() {}

    /// The canonical form of `document`, whose `kind` and `apiVersion` are not looked at.
    package mutating func decode(
        _ document: JSONObject, as schema: ObjectSchema
    ) throws(DecodingError) -> JSONObject {
        let object = try fields(of: document, as: schema, ignoring: ["kind", "apiVersion"])
        if let typeError { throw typeError }
        return object
    }
}

// MARK: - Objects

extension ObjectDecoder {
    /// The canonical form of `document`, laid over the value that an earlier member of the same name
    /// gave: Go decodes both into one struct.
    private mutating func fields(
        of document: JSONObject, as schema: ObjectSchema, ignoring: Set<String> = [],
        onto earlier: JSONObject? = nil
    ) throws(DecodingError) -> JSONObject {
        var values = [JSONValue?](repeating: nil, count: schema.fields.count)
        if let earlier {
            for (position, field) in schema.fields.enumerated() {
                values[position] = earlier[field.name]
            }
        }
        guard document.duplicates.isEmpty else {
            for (member, isRepeated) in document.occurrences {
                let isKnown =
                    schema.position(of: member.key) != nil || ignoring.contains(member.key)
                if isRepeated, isKnown { note("duplicate", member.key) }
                try read(member, of: schema, ignoring, into: &values)
            }
            return schema.assemble(values)
        }
        for member in document { try read(member, of: schema, ignoring, into: &values) }
        return schema.assemble(values)
    }

    private mutating func read(
        _ member: JSONObject.Member, of schema: ObjectSchema, _ ignoring: Set<String>,
        into values: inout [JSONValue?]
    ) throws(DecodingError) {
        guard let position = schema.position(of: member.key) else {
            if !ignoring.contains(member.key) { note("unknown", member.key) }
            return
        }
        let field = schema.fields[position]
        path.push(field.name)
        values[position] = try value(member.value, of: field, in: schema, onto: values[position])
        path.pop()
    }

    /// The canonical value of `field`, whose value was `earlier`; nil when it is absent, was null or has
    /// the wrong type.
    private mutating func value(
        _ value: JSONValue, of field: Field, in schema: ObjectSchema, onto earlier: JSONValue?
    ) throws(DecodingError) -> JSONValue? {
        if case .null = value { return field.isClearedByNull ? nil : earlier }
        switch (field.type, value) {
        case (.string, .string), (.bool, .bool), (.fieldsV1, _): return value
        case (.int32, .number(let number)):
            guard let integer = number.integer, Int32(exactly: integer) != nil else { break }
            return .integer(integer)
        case (.int64, .number(let number)):
            guard let integer = number.integer else { break }
            return .integer(integer)
        case (.time, _): return try TimeFormat.seconds.canonical(value)
        case (.microTime, _): return try TimeFormat.microseconds.canonical(value)
        case (.stringMap, .object(let members)):
            return stringMap(members, schema, onto: earlier?.object)
        case (.object(let nested), .object(let object)):
            return .object(try fields(of: object, as: nested, onto: earlier?.object))
        case (.strings, .array(let elements)): return strings(elements, schema)
        case (.objects(let nested, _), .array(let elements))
        where elements.count <= Self.elementsMax:
            return try objects(elements, of: nested)
        case (.string, _), (.bool, _), (.stringMap, _), (.object, _), (.strings, _), (.objects, _),
            (.int32, _), (.int64, _):
            break
        }
        noteType(of: value, expected: field.goType ?? field.type.goName, in: schema)
        return nil
    }

    private mutating func objects(
        _ elements: [JSONValue], of schema: ObjectSchema
    ) throws(DecodingError) -> JSONValue {
        var decoded: [JSONValue] = []
        for (index, element) in elements.enumerated() {
            path.push(index: index)
            switch element {
            case .object(let object): decoded.append(.object(try fields(of: object, as: schema)))
            case .null: decoded.append(.object(schema.emptyObject))
            default:
                noteType(
                    of: element, expected: "\(schema.goPackage.name).\(schema.name)", in: schema)
            }
            path.pop()
        }
        return .array(decoded)
    }
}

// MARK: - Maps and lists

extension ObjectDecoder {
    private mutating func stringMap(
        _ members: JSONObject, _ schema: ObjectSchema, onto earlier: JSONObject?
    ) -> JSONValue {
        var duplicates = members.duplicates[...]
        var map = earlier ?? JSONObject()
        map.reserveCapacity(members.count)
        for (index, member) in members.enumerated() {
            noteDuplicates(before: index, in: &duplicates)
            let value = JSONValue.string(text(member.value, in: schema))
            if earlier == nil { map.append(member.key, value) } else { map[member.key] = value }
        }
        noteDuplicates(before: .max, in: &duplicates)
        return .object(map.sortedByKey)
    }

    private mutating func strings(_ elements: [JSONValue], _ schema: ObjectSchema) -> JSONValue {
        .array(elements.map { .string(text($0, in: schema)) })
    }

    /// A string inside a map or list, where Go reads null as the empty string.
    private mutating func text(_ value: JSONValue, in schema: ObjectSchema) -> String {
        switch value {
        case .string(let string): return string.text
        case .null: return ""
        default:
            noteType(of: value, expected: "string", in: schema)
            return ""
        }
    }
}

// MARK: - Problems

extension ObjectDecoder {
    private mutating func note(_ problem: String, _ name: String) {
        guard problems.count < Self.problemsMax else { return }
        let text = "\(problem) field \"\(path.child(name))\""
        if !problems.contains(text) { problems.append(text) }
    }

    private mutating func noteDuplicates(
        before index: Int, in duplicates: inout ArraySlice<JSONObject.Duplicate>
    ) {
        while let first = duplicates.first, first.position <= index {
            duplicates.removeFirst()
            note("duplicate", first.key)
        }
    }

    private mutating func noteType(
        of value: JSONValue, expected: String, in schema: ObjectSchema
    ) {
        guard typeError == nil else { return }
        var found = value.goKind
        if case .number(let number) = value, expected.hasPrefix("int") {
            found += " \(number.literal)"
        } else if case .array = value, expected.hasPrefix("[]") {
            found += " of more than \(Self.elementsMax) elements"
        }
        typeError = DecodingError(
            message: "json: cannot unmarshal \(found) into Go struct field "
                + "\(schema.name).\(path.goPath) of type \(expected)")
    }
}

extension Field {
    /// Whether null takes away what an earlier member of the same name gave, as in Go it does from
    /// pointers, maps and lists, and leaves alone what cannot be absent.
    fileprivate var isClearedByNull: Bool {
        switch type {
        case .string, .bool, .int32, .int64, .object: presence == .whenSet
        case .time, .microTime, .stringMap, .fieldsV1, .strings, .objects: true
        }
    }
}
