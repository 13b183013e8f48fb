import KubeAPI
import KubeJSON

/// Something that a control request may say, in its body or its query, and how it is read.
struct ControlField<Value: Sendable>: Sendable {
    /// What is told about it, or about the several fields that together say one thing.
    let descriptions: [ControlFieldDescription]

    /// Whether the body may be a list instead of an object.
    let takesLists: Bool

    /// What the whole body may be, where that is more than its fields tell.
    let bodySchema: ControlSchema?

    /// Puts a value together from what is said.
    typealias Reader = @Sendable (Said) throws(StatusError) -> Value

    /// What is said in a call, or in its place.
    struct Said {
        /// All that is said about a field, in order.
        let values: (ControlFieldDescription) -> [JSONValue]
        /// What stands in the body.
        let document: JSONValue
    }

    private let read: Reader

    /// A field that `description` describes, and whose value `read` reads; nil stands for nothing.
    init(
        _ description: ControlFieldDescription,
        read: @escaping @Sendable (JSONValue?) throws(StatusError) -> Value
    ) {
        self.init([description]) { said throws(StatusError) in
            try read(said.values(description).first)
        }
    }

    /// Fields that `descriptions` describe, and whose value `read` puts together.
    init(
        _ descriptions: [ControlFieldDescription], takesLists: Bool = false,
        body schema: ControlSchema? = nil, read: @escaping Reader
    ) {
        self.descriptions = descriptions
        self.takesLists = takesLists
        bodySchema = schema
        self.read = read
    }

    /// What `call` says; throws when it makes no sense.
    func value(in call: ControlCall) throws(StatusError) -> Value {
        try read(Said(values: call.values, document: call.json))
    }

    /// What `members` say in the place of a call; throws when it makes no sense.
    func value(in members: JSONObject) throws(StatusError) -> Value {
        try read(
            Said(
                values: { [members.said($0.name)].compactMap(\.self) },
                document: .object(members)))
    }
}

// MARK: - The kinds of values

extension ControlField where Value == String? {
    /// A string of the body.
    static func text(_ name: String, _ summary: String) -> ControlField {
        text(ControlFieldDescription(name, .text, summary))
    }

    /// A query parameter.
    static func parameter(_ name: String, _ summary: String) -> ControlField {
        text(ControlFieldDescription(name, .text, summary, in: .query))
    }

    private static func text(_ description: ControlFieldDescription) -> ControlField {
        ControlField(description) { value throws(StatusError) in
            try value.map { value throws(StatusError) in try description.text(value) }
        }
    }
}

extension ControlField where Value == JSONValue? {
    /// A value of the body that may be of several kinds.
    static func json(
        _ name: String, _ summary: String, isRequired: Bool, _ schema: ControlSchema
    ) -> ControlField {
        ControlField(
            ControlFieldDescription(name, .object, summary, isRequired: isRequired, schema: schema)
        ) { $0 }
    }
}

extension ControlField {
    /// One of the texts of `Choice`.
    static func choice<Choice: ControlChoice>(
        _ name: String, _ summary: String, in place: ControlFieldDescription.Place = .body
    ) -> ControlField where Value == Choice? {
        let description = ControlFieldDescription(
            name, .text, summary, in: place, choices: Choice.allCases.map(\.rawValue))
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard let choice = value.string.flatMap(Choice.init) else {
                throw description.unknownChoice(value)
            }
            return choice
        }
    }
}

/// A choice between texts.
protocol ControlChoice: RawRepresentable<String>, CaseIterable, Sendable {}

extension ControlField where Value == Bool {
    /// A query parameter that is true when it stands alone.
    static func flagParameter(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .flag, summary, in: .query)
        return ControlField(description) { value throws(StatusError) in
            switch value?.string {
            case nil, "false": return false
            case "true", "": return true
            default: throw description.wrongType(value ?? .null)
            }
        }
    }
}

extension ControlField where Value == String {
    /// A string of the body that must be there and must not be empty.
    static func name(_ name: String, _ summary: String, example: String) -> ControlField {
        let description = ControlFieldDescription(name, .text, summary, isRequired: true)
        return ControlField(description) { value throws(StatusError) in
            let text = try value.map { value throws(StatusError) in try description.text(value) }
            guard let text, !text.isEmpty else { throw description.missing(example: example) }
            return text
        }
    }
}

extension ControlField {
    /// A field that may be left out; a value that `read` cannot read is of the wrong type.
    private init<Wrapped>(
        optional description: ControlFieldDescription,
        read: @escaping @Sendable (JSONValue) -> Wrapped?
    ) where Value == Wrapped? {
        self.init(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard let result = read(value) else { throw description.wrongType(value) }
            return result
        }
    }
}

extension ControlField where Value == [String]? {
    /// A list of strings of the body, of which each is one of `choices`.
    static func texts(_ name: String, _ summary: String, of choices: [String]) -> ControlField {
        ControlField(
            optional: ControlFieldDescription(name, .texts, summary, choices: choices)
        ) { value in
            let texts = value.array?.compactMap(\.string)
            return texts?.count == value.array?.count ? texts : nil
        }
    }
}

extension ControlField where Value == UInt64? {
    /// A resource version, which is a string as everywhere.
    static func version(_ name: String, _ summary: String) -> ControlField {
        spelled(ControlFieldDescription(name, .version, summary))
    }

    /// A whole number that is not negative.
    static func whole(_ name: String, _ summary: String) -> ControlField {
        ControlField(optional: ControlFieldDescription(name, .whole, summary)) { value in
            guard case .number(let number) = value else { return nil }
            return UInt64(number.literal)
        }
    }

    /// A query parameter that is a whole number and not negative.
    static func wholeParameter(_ name: String, _ summary: String) -> ControlField {
        spelled(ControlFieldDescription(name, .whole, summary, in: .query))
    }

    /// A whole number that comes as a string.
    private static func spelled(_ description: ControlFieldDescription) -> ControlField {
        ControlField(optional: description) { $0.string.flatMap { UInt64($0) } }
    }
}

extension ControlField where Value == Double? {
    /// A number.
    static func number(_ name: String, _ summary: String) -> ControlField {
        ControlField(optional: ControlFieldDescription(name, .number, summary)) { value in
            guard case .number(let number) = value, let double = Double(number.literal),
                double.isFinite
            else { return nil }
            return double
        }
    }
}

extension ControlField where Value == Bool? {
    /// True or false.
    static func flag(_ name: String, _ summary: String) -> ControlField {
        ControlField(optional: ControlFieldDescription(name, .flag, summary), read: \.bool)
    }
}
