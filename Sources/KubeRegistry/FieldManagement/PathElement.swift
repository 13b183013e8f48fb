import KubeJSON

/// One step of a path into an object, as field ownership names it (`SMD/fieldpath/element.go`).
enum PathElement: Hashable, Sendable {
    /// A field of an object, or a key of a map.
    case field(JSONString)
    /// The element of a list whose key fields have these values; the keys are sorted.
    case key(JSONObject)
    /// The element of a set.
    case value(JSONValue)
    /// An element by its place.
    case index(Int)

    /// The step to the field `name`.
    static func field(_ name: String) -> PathElement {
        .field(JSONString(name))
    }
}

// MARK: - Spelling

extension PathElement {
    /// What the key of a FieldsV1 object stands for.
    enum Spelling {
        /// The key `.`: the element that the object describes.
        case itself
        case element(PathElement)
        /// A kind of element that a later version may have; to be skipped.
        case unknown
    }

    /// Reads the key of a FieldsV1 object; nil when it is malformed.
    static func read(_ text: String) -> Spelling? {
        if text == "." { return .itself }
        let bytes = text.utf8
        guard bytes.count >= 2, bytes[bytes.index(after: bytes.startIndex)] == UInt8(ascii: ":")
        else { return nil }
        let body = String(text[bytes.index(bytes.startIndex, offsetBy: 2)...])
        switch bytes[bytes.startIndex] {
        case UInt8(ascii: "f"): return .element(.field(body))
        case UInt8(ascii: "k"): return (try? JSONParser.parse(body))?.object.map(keyed)
        case UInt8(ascii: "v"): return (try? JSONParser.parse(body)).map { .element(.value($0)) }
        case UInt8(ascii: "i"): return Int(body).map { .element(.index($0)) }
        default: return .unknown
        }
    }

    private static func keyed(_ fields: JSONObject) -> Spelling {
        .element(.key(fields.sortedByKey))
    }

    /// The element as the key of a FieldsV1 object.
    var fieldsV1Key: String {
        switch self {
        case .field(let name): "f:" + name.text
        case .key(let fields): "k:" + JSONWriter.text(.object(fields))
        case .value(let value): "v:" + JSONWriter.text(value)
        case .index(let index): "i:\(index)"
        }
    }

    /// The element as messages show it.
    var pathText: String {
        switch self {
        case .field(let name):
            return "." + name.text
        case .key(let fields):
            return "[" + fields.map { "\($0.key)=\(Self.text($0.value))" }.joined(separator: ",")
                + "]"
        case .value(let value):
            return "[=\(Self.text(value))]"
        case .index(let index):
            return "[\(index)]"
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value.string.map(GoQuote.quote) ?? JSONWriter.text(value)
    }
}

// MARK: - Order

extension PathElement: Comparable {
    static func < (left: PathElement, right: PathElement) -> Bool {
        switch (left, right) {
        case (.field(let left), .field(let right)): left < right
        case (.key(let left), .key(let right)): precedes(left, right)
        case (.value(let left), .value(let right)): precedes(left, right)
        case (.index(let left), .index(let right)): left < right
        default: left.rank < right.rank
        }
    }

    private var rank: Int {
        switch self {
        case .field: 0
        case .key: 1
        case .value: 2
        case .index: 3
        }
    }

    private static func precedes(_ left: JSONObject, _ right: JSONObject) -> Bool {
        for (left, right) in zip(left, right) {
            if !left.key.hasSameBytes(as: right.key) {
                return left.key.precedesBytewise(right.key)
            }
            if left.value != right.value { return precedes(left.value, right.value) }
        }
        return left.count < right.count
    }

    /// Numbers come before strings, truth values, arrays, objects and null.
    private static func precedes(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            if let left = left.integer, let right = right.integer { return left < right }
            return (Double(left.literal) ?? 0) < (Double(right.literal) ?? 0)
        case (.string(let left), .string(let right)): return left < right
        case (.bool(let left), .bool(let right)): return !left && right
        case (.array(let left), .array(let right)):
            return left.lexicographicallyPrecedes(right, by: precedes)
        case (.object(let left), .object(let right)):
            return precedes(left.sortedByKey, right.sortedByKey)
        default: return rank(left) < rank(right)
        }
    }

    private static func rank(_ value: JSONValue) -> Int {
        switch value {
        case .number: 0
        case .string: 1
        case .bool: 2
        case .array: 3
        case .object: 4
        case .null: 5
        }
    }
}
