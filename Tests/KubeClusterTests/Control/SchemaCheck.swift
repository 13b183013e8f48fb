import KubeJSON

/// Whether a value is what a schema of an OpenAPI document says.
struct SchemaCheck {
    /// The schemas that others mention, by name.
    let components: JSONObject

    /// Whether an object may have only the members of which its schema tells.
    var isStrict = false

    /// What is wrong with `value`, which stands at `place`; empty when nothing is.
    func problems(_ value: JSONValue, _ schema: JSONValue, at place: String = "$") -> [String] {
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            guard let target = components[String(name)] else { return ["\(place): no \(name)"] }
            return problems(value, target, at: place)
        }
        if value == .null { return schema["nullable"] == true ? [] : ["\(place) is null"] }
        return joined(value, schema, at: place) + plain(value, schema, at: place)
            + object(value, schema, at: place) + list(value, schema, at: place)
    }

    private func joined(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        var found = (schema["allOf"]?.array ?? []).flatMap { problems(value, $0, at: place) }
        for (join, isEnough) in [("oneOf", { $0 == 1 }), ("anyOf", { $0 > 0 })] {
            guard let schemas = schema[join]?.array else { continue }
            let failures = schemas.map { problems(value, $0, at: place) }
            let count = failures.count(where: \.isEmpty)
            if !isEnough(count) {
                found.append("\(place) is \(count) of \(join): \(failures.map(\.first))")
            }
        }
        return found
    }

    private func plain(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        var found: [String] = []
        if let type = schema["type"]?.string, !has(value, type) {
            found.append("\(place) is no \(type)")
        }
        if let choices = schema["enum"]?.array, !choices.contains(value) {
            found.append("\(place) is none of \(choices.map(JSONWriter.text))")
        }
        if case .number(let number) = value, let double = Double(number.literal) {
            let least = schema["minimum"]?.integer.map(Double.init) ?? -.infinity
            let most = schema["maximum"]?.integer.map(Double.init) ?? .infinity
            if !(least...most).contains(double) { found.append("\(place) is out of bounds") }
        }
        if let pattern = schema["pattern"]?.string, let text = value.string,
            (try? Regex(pattern).firstMatch(in: text)) == nil
        {
            found.append("\(place) is not like \(pattern)")
        }
        return found
    }

    private func has(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
            (.object, "object"):
            true
        case (.number(let number), "integer"): UInt64(number.literal) != nil
        default: false
        }
    }

    private func object(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        guard let object = value.object, schema["type"] == "object" else { return [] }
        let missing = (schema["required"]?.array ?? []).compactMap(\.string)
            .filter { object[$0] == nil }.map { "\(place).\($0) is missing" }
        let properties = schema["properties"]?.object
        return missing
            + object.flatMap { key, member in
                if let known = properties?[key] {
                    return problems(member, known, at: "\(place).\(key)")
                }
                switch schema["additionalProperties"] {
                case false: return ["\(place).\(key) is not known"]
                case let other? where other.object != nil:
                    return problems(member, other, at: "\(place).\(key)")
                default:
                    return isStrict && properties != nil ? ["\(place).\(key) is not told"] : []
                }
            }
    }

    private func list(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
        guard let list = value.array, let element = schema["items"] else { return [] }
        let least = Int(schema["minItems"]?.integer ?? 0)
        return (list.count < least ? ["\(place) is too short"] : [])
            + list.enumerated().flatMap { problems($1, element, at: "\(place)[\($0)]") }
    }
}
