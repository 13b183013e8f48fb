import KubeAPI
import KubeJSON

/// Something that a control request may say, in its body or its query, and how it is read.
struct ControlField<Value: Sendable>: Sendable {
    /// What is told about it, or about the several fields that together say one thing.
    let descriptions: [ControlFieldDescription]

    /// Puts a value together from all that is said about each of the fields.
    typealias Reader =
        @Sendable ((ControlFieldDescription) -> [JSONValue]) throws(StatusError) -> Value

    private let read: Reader

    /// A field that `description` describes, and whose value `read` reads; nil stands for nothing.
    init(
        _ description: ControlFieldDescription,
        read: @escaping @Sendable (JSONValue?) throws(StatusError) -> Value
    ) {
        self.init([description]) { said throws(StatusError) in try read(said(description).first) }
    }

    /// Fields that `descriptions` describe, and whose value `read` puts together.
    init(_ descriptions: [ControlFieldDescription], read: @escaping Reader) {
        self.descriptions = descriptions
        self.read = read
    }

    /// What `call` says; throws when it makes no sense.
    func value(in call: ControlCall) throws(StatusError) -> Value {
        try read(call.values(of:))
    }

    /// What `members` say in the place of a call; throws when it makes no sense.
    func value(in members: JSONObject) throws(StatusError) -> Value {
        try read { members[$0.name].map { $0 == .null ? [] : [$0] } ?? [] }
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

extension ControlField where Value == [String]? {
    /// A list of strings of the body.
    static func texts(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .texts, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            let texts = value.array?.compactMap(\.string)
            guard let texts, texts.count == value.array?.count else {
                throw description.wrongType(value)
            }
            return texts
        }
    }
}

extension ControlField where Value == UInt64? {
    /// A resource version, which is a string as everywhere.
    static func version(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .version, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard let version = value.string.flatMap({ UInt64($0) }) else {
                throw description.wrongType(value)
            }
            return version
        }
    }

    /// A whole number that is not negative.
    static func whole(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .whole, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard case .number(let number) = value, let whole = UInt64(number.literal) else {
                throw description.wrongType(value)
            }
            return whole
        }
    }

    /// A query parameter that is a whole number and not negative.
    static func wholeParameter(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .whole, summary, in: .query)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard let whole = value.string.flatMap({ UInt64($0) }) else {
                throw description.wrongType(value)
            }
            return whole
        }
    }
}

extension ControlField where Value == Double? {
    /// A number.
    static func number(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .number, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard case .number(let number) = value, let decimal = Double(number.literal) else {
                throw description.wrongType(value)
            }
            return decimal
        }
    }
}

extension ControlField where Value == Bool? {
    /// True or false.
    static func flag(_ name: String, _ summary: String) -> ControlField {
        let description = ControlFieldDescription(name, .flag, summary)
        return ControlField(description) { value throws(StatusError) in
            guard let value else { return nil }
            guard let flag = value.bool else { throw description.wrongType(value) }
            return flag
        }
    }
}
