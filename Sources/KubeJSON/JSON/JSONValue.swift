/// A JSON value that keeps what Kubernetes' error texts and answers need: the order of members and
/// the spelling of numbers.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(JSONString)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: Hashable {
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        if left.isSame(as: right) { return true }
        return switch (left, right) {
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        // What has no storage is the same where it is equal.
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }

    /// Whether both are the very same value, which is told without a look at its parts; a no says
    /// nothing.
    package func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let value), .bool(let other)): value == other
        case (.number(let number), .number(let other)):
            SharedStorage.isSame(number.literal, other.literal)
        case (.string(let string), .string(let other)):
            SharedStorage.isSame(string.text, other.text)
        case (.array(let elements), .array(let other)): SharedStorage.isSame(elements, other)
        case (.object(let object), .object(let other)): object.isSame(as: other)
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}

extension JSONValue {
    /// A string value.
    package static func string(_ text: String) -> JSONValue {
        .string(JSONString(text))
    }

    /// A whole number.
    package static func integer(_ value: Int64) -> JSONValue {
        .number(JSONNumber(value))
    }

    /// The text, when this is a string.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value.text
    }

    /// The number, when this is one that an `Int64` can hold.
    package var integer: Int64? {
        guard case .number(let number) = self else { return nil }
        return number.integer
    }

    /// The truth value, when this is one.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The members, when this is an object.
    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The elements, when this is an array.
    package var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// What Go's decoder calls this kind of value in its errors.
    package var goKind: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// How many objects and arrays are nested in each other at most.
    package var depth: Int {
        switch self {
        case .array(let elements): 1 + (elements.lazy.map(\.depth).max() ?? 0)
        case .object(let object): 1 + (object.lazy.map(\.value.depth).max() ?? 0)
        default: 0
        }
    }

    /// The member `key`, when this is an object that has it.
    package subscript(key: String) -> JSONValue? {
        object?[key]
    }

    /// The value at the end of a chain of members, when all of them exist.
    package subscript(path keys: String...) -> JSONValue? {
        keys.reduce(self as JSONValue?) { value, key in value?[key] }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) {
        self = .string(value)
    }

    package init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(arrayLiteral elements: JSONValue...) {
        self = .array(elements)
    }

    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(JSONObject(members))
    }
}
