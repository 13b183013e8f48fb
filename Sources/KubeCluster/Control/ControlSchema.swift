import KubeJSON

/// What a value of the control API may be, as OpenAPI 3.0 says it.
struct ControlSchema: Hashable, Sendable {
    /// The schema object.
    private(set) var json: JSONObject

    /// Whether an object may be without it.
    private(set) var isOptional = false

    private init(_ members: [(String, JSONValue)]) {
        json = JSONObject(members)
    }

    private init(type: String, _ members: (String, JSONValue)...) {
        self.init([("type", .string(type))] + members)
    }
}

// MARK: - Plain values

extension ControlSchema {
    /// Anything.
    static let anything = ControlSchema([])

    /// A text.
    static let text = ControlSchema(type: "string")

    /// True or false.
    static let flag = ControlSchema(type: "boolean")

    /// Only true: a name that says all there is to say.
    static let plainTrue = ControlSchema(type: "boolean", ("enum", [true]))

    /// A number.
    static let number = ControlSchema(type: "number")

    /// A whole number that is not negative.
    static let whole = whole(from: 0)

    /// A whole number in bounds.
    static func whole(from least: Int64, to most: Int64? = nil) -> ControlSchema {
        var schema = ControlSchema(type: "integer", ("minimum", .integer(least)))
        if let most { schema.json.append("maximum", .integer(most)) }
        return schema
    }

    /// A number in bounds.
    static func number(from least: Int64, to most: Int64) -> ControlSchema {
        ControlSchema(
            type: "number", ("minimum", .integer(least)), ("maximum", .integer(most)))
    }

    /// A resource version.
    static let version = ControlSchema(type: "string", ("pattern", "^[0-9]+$"))

    /// An instant.
    static let instant = ControlSchema(type: "string", ("format", "date-time"))

    /// A length of time as Go spells it.
    static let duration = ControlSchema(
        type: "string",
        ("pattern", .string(#"^[-+]?(0|([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$"#)),
        ("example", "1.5s"))

    /// A length of time, or a number of seconds.
    static let durationOrSeconds = oneOf(duration, number.described("a number of seconds"))

    /// One of these whole numbers.
    static func choice(_ numbers: [Int]) -> ControlSchema {
        ControlSchema(type: "integer", ("enum", .array(numbers.map { .integer(Int64($0)) })))
    }

    /// One of these texts.
    static func choice(_ texts: [String]) -> ControlSchema {
        ControlSchema(type: "string", ("enum", .array(texts.map { .string($0) })))
    }

    /// One of the texts of `Choice`.
    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _: Choice.Type
    ) -> ControlSchema {
        choice(Choice.allCases.map(\.rawValue))
    }
}

// MARK: - What consists of others

extension ControlSchema {
    /// A list of elements.
    static func list(of element: ControlSchema, least: Int64 = 0) -> ControlSchema {
        var schema = ControlSchema(type: "array", ("items", .object(element.json)))
        if least > 0 { schema.json.append("minItems", .integer(least)) }
        return schema
    }

    /// An object with members of any names, all of which are alike.
    static func map(of value: ControlSchema) -> ControlSchema {
        ControlSchema(type: "object", ("additionalProperties", .object(value.json)))
    }

    /// An object of an answer; later versions may add members.
    static func object(_ members: KeyValuePairs<String, ControlSchema>) -> ControlSchema {
        object(members.map { ($0.key, $0.value) })
    }

    /// An object of a request, which must have no other members.
    static func closed(_ members: KeyValuePairs<String, ControlSchema>) -> ControlSchema {
        closed(members.map { ($0.key, $0.value) })
    }

    /// The same of members that are gathered first.
    static func closed(_ members: [(String, ControlSchema)]) -> ControlSchema {
        var schema = object(members)
        schema.json.append("additionalProperties", false)
        return schema
    }

    private static func object(_ members: [(String, ControlSchema)]) -> ControlSchema {
        var schema = ControlSchema(
            type: "object",
            ("properties", .object(JSONObject(members.map { ($0, .object($1.json)) }))))
        let required = members.filter { !$0.1.isOptional }.map { JSONValue.string($0.0) }
        if !required.isEmpty { schema.json.append("required", .array(required)) }
        return schema
    }

    /// One of these and no other.
    static func oneOf(_ schemas: ControlSchema...) -> ControlSchema { oneOf(schemas) }

    /// The same of schemas that are gathered first.
    static func oneOf(_ schemas: [ControlSchema]) -> ControlSchema {
        ControlSchema([("oneOf", .array(schemas.map { .object($0.json) }))])
    }

    /// One of these, or several at a time.
    static func anyOf(_ schemas: ControlSchema...) -> ControlSchema {
        ControlSchema([("anyOf", .array(schemas.map { .object($0.json) }))])
    }

    /// A schema that is told once, under its name.
    static func named(_ component: ControlComponent) -> ControlSchema {
        ControlSchema([("$ref", .string("#/components/schemas/\(component.name)"))])
    }
}

// MARK: - More about a schema

extension ControlSchema {
    /// The same with a line about it.
    func described(_ summary: String) -> ControlSchema {
        var schema = standalone
        schema.json["description"] = .string(summary)
        return schema
    }

    /// The same, or null.
    var orNull: ControlSchema {
        var schema = standalone
        schema.json["nullable"] = true
        return schema
    }

    /// The same, which an object may be without.
    var optional: ControlSchema {
        var schema = self
        schema.isOptional = true
        return schema
    }

    /// The same where other members count: beside a reference they do not.
    private var standalone: ControlSchema {
        guard json["$ref"] != nil else { return self }
        var schema = ControlSchema([("allOf", [.object(json)])])
        schema.isOptional = isOptional
        return schema
    }
}
