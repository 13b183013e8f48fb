import KubeAPI
import KubeJSON

/// Finds what in an applied configuration the schema does not allow
/// (`SMD/typed/validate.go`).
struct ConfigurationCheck {
    /// How many errors are told, and bytes of text after which no other error is.
    private static let errorsMax = 100
    private static let textBytesMax = 64 << 10

    /// The errors, each with the path of its field in front.
    private(set) var errors: [String] = []

    private var path: [PathElement] = []
    private var textBytes = 0

    /// Whether there are more errors than are told.
    private var isExcessive = false

    /// Checks `configuration`, whose `kind` and `apiVersion` are not looked at.
    init(_ configuration: JSONObject, _ schema: ObjectSchema) {
        var object = configuration
        object["kind"] = nil
        object["apiVersion"] = nil
        check(object, schema)
    }

    /// All errors in one text; nil when there are none.
    var message: String? {
        let lines = errors + (isExcessive ? ["too many errors"] : [])
        if lines.count == 1 { return lines[0] }
        return lines.isEmpty ? nil : "errors:" + lines.map { "\n  " + $0 }.joined()
    }

    private mutating func check(_ object: JSONObject, _ schema: ObjectSchema) {
        for (key, value) in object where !isExcessive {
            descend(.field(key)) { check in
                if let field = schema.field(key) {
                    check.check(value, field.type)
                } else {
                    check.note("field not declared in schema")
                }
            }
        }
    }

    private mutating func check(_ value: JSONValue, _ type: FieldType) {
        if case .null = value { return }
        switch (type, value) {
        case (.string, .string), (.bool, .bool), (.int32, .number), (.int64, .number): break
        case (.time, .object), (.time, .array), (.microTime, .object), (.microTime, .array):
            note("expected any scalar, got \(printed(value))")
        case (.time, _), (.microTime, _): break
        case (.stringMap, .object(let map)):
            for (key, value) in map where !isExcessive {
                descend(.field(key)) { $0.check(value, .string) }
            }
        case (.object(let schema), .object(let object)): check(object, schema)
        case (.fieldsV1, .object): break
        case (.strings(let kind), .array(let elements)):
            check(elements, .string, kind)
        case (.objects(let schema, let kind), .array(let elements)):
            check(elements, .object(schema), kind)
        case (.string, _):
            note("expected string, got &value.valueUnstructured{Value:\(GoPrint.syntax(value))}")
        case (.bool, _): note("expected boolean, got \(printed(value))")
        case (.int32, _), (.int64, _):
            note("expected numeric (int or float), got \(GoPrint.type(of: value))")
        case (.stringMap, _), (.object, _), (.fieldsV1, _):
            note("expected map, got \(printed(value))")
        case (.strings, _), (.objects, _): note("expected list, got \(printed(value))")
        }
    }

    private mutating func check(
        _ elements: [JSONValue], _ type: FieldType, _ kind: FieldType.ListKind
    ) {
        var seen: Set<PathElement> = []
        for (index, value) in elements.enumerated() where !isExcessive {
            let element: PathElement
            if kind == .atomic {
                element = .index(index)
            } else if let identity = PathElement(of: value, kind) {
                element = identity
                if !seen.insert(identity).inserted {
                    note("duplicate entries for key \(identity.pathText)")
                }
            } else {
                // Without an identity nothing more can be said about this list.
                return note("element \(index): \(problem(with: value, kind))")
            }
            descend(element) { $0.check(value, type) }
        }
    }

    /// Why `value` cannot be told apart from the other elements of a list.
    private func problem(with value: JSONValue, _ kind: FieldType.ListKind) -> String {
        switch (kind, value) {
        case (.map(let keys), .object(let object)):
            let missing = keys.first { object[$0] == nil } ?? ""
            return "associative list with keys has an element that omits key field "
                + "\(GoQuote.quote(missing)) (and doesn't have default value)"
        case (.map, .null): return "associative list with keys may not have a null element"
        case (.map, _): return "associative list with keys may not have non-map elements"
        case (.atomic, .object), (.set, .object):
            return "associative list without keys has an element that's a map type"
        case (.atomic, .array), (.set, .array):
            return "not supported: associative list with lists as elements"
        case (.atomic, _), (.set, _):
            return "associative list without keys has an element that's an explicit null"
        }
    }
}

// MARK: - Notes

extension ConfigurationCheck {
    private mutating func descend(
        _ element: PathElement, _ visit: (inout ConfigurationCheck) -> Void
    ) {
        path.append(element)
        visit(&self)
        path.removeLast()
    }

    private mutating func note(_ text: String) {
        guard errors.count < Self.errorsMax, textBytes < Self.textBytesMax else {
            isExcessive = true
            return
        }
        // Only errors need the path as text, which the keys of lists make as long as they like.
        let error = "\(path.map(\.pathText).joined()): \(text)"
        textBytes += error.utf8.count
        errors.append(error)
    }

    private func printed(_ value: JSONValue) -> String {
        "&{\(GoPrint.plain(value))}"
    }
}
