package import KubeJSON

extension ObjectSchema {
    /// The canonical object with `values`, one for each field in order.
    func assemble(_ values: [JSONValue?]) -> JSONObject {
        var object = JSONObject()
        object.reserveCapacity(
            values.reduce(0) { count, value in if case .some = value { count + 1 } else { count } })
        for position in values.indices {
            guard let value = fields[position].canonical(values[position]) else { continue }
            object.append(fields[position].name, value)
        }
        return object
    }

    /// The object in which nothing is set.
    package var emptyObject: JSONObject {
        assemble([JSONValue?](repeating: nil, count: fields.count))
    }

    /// The canonical form of an object whose values are canonical but whose fields may stand in
    /// another order, be empty, or be missing.
    ///
    /// What the schema does not know is dropped.
    package func canonical(_ object: JSONObject) -> JSONObject {
        if isCanonical(object) { return object }
        return assemble(
            fields.map { field in
                guard let value = object[field.name] else { return nil }
                switch (field.type, value) {
                case (.object(let nested), .object(let object)):
                    return .object(nested.canonical(object))
                case (.objects(let nested, _), .array(let elements)):
                    return .array(
                        elements.map { element in
                            element.object.map { .object(nested.canonical($0)) } ?? element
                        })
                case (.stringMap, .object(let map)): return .object(map.sortedByKey)
                case (.string, _), (.bool, _), (.int32, _), (.int64, _), (.time, _),
                    (.microTime, _), (.stringMap, _), (.fieldsV1, _), (.object, _),
                    (.strings, _), (.objects, _):
                    return value
                }
            })
    }
}

extension ObjectSchema {
    /// Whether the canonical form of an object, whose values are canonical, is the object itself.
    package func isCanonical(_ object: JSONObject) -> Bool {
        var position = 0
        for field in fields {
            if position < object.count, object[position].key.hasSameBytes(as: field.name) {
                guard field.isCanonical(object[position].value) else { return false }
                position += 1
            } else if field.presence == .always {
                return false
            }
        }
        return position == object.count
    }
}

extension Field {
    /// Whether an encoded object can hold `value`, which is canonical, for this field.
    fileprivate func isCanonical(_ value: JSONValue) -> Bool {
        guard presence != .unlessEmpty || !value.isZero else { return false }
        return switch (type, value) {
        case (.object(let schema), .object(let object)): schema.isCanonical(object)
        case (.objects(let schema, _), .array(let elements)):
            elements.allSatisfy { $0.object.map(schema.isCanonical) ?? true }
        case (.stringMap, .object(let map)): map.isSortedByKey
        case (.string, _), (.bool, _), (.int32, _), (.int64, _), (.time, _), (.microTime, _),
            (.stringMap, _), (.fieldsV1, _), (.object, _), (.strings, _), (.objects, _):
            true
        }
    }

    /// What an encoded object holds for this field when `value` was given; nil leaves it out.
    fileprivate func canonical(_ value: JSONValue?) -> JSONValue? {
        switch presence {
        case .always: value ?? type.zero
        case .whenSet: value
        case .unlessEmpty: value?.isZero == true ? nil : value
        }
    }
}

extension FieldType {
    /// What Go writes for a field of this type that was not set.
    package var zero: JSONValue {
        switch self {
        case .string: ""
        case .bool: false
        case .int32, .int64: 0
        case .time, .microTime, .fieldsV1: .null
        case .stringMap: .object(JSONObject())
        case .strings, .objects: .array([])
        case .object(let schema): .object(schema.emptyObject)
        }
    }
}

extension JSONValue {
    /// Whether Go's `omitempty` leaves the value out.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .number(let number): number.integer == 0
        case .string(let string): string.text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        }
    }
}
