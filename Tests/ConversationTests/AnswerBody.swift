import KubeHTTP1
import KubeJSON

/// The body of an answer, or one event of a watch, in the form in which it is compared.
enum AnswerBody {
    case json(JSONValue)
    /// A protobuf envelope, or an event that holds one.
    case protobuf(JSONValue)
    case text(String)
    case empty

    /// Reads a whole body.
    init(_ bytes: [UInt8], contentType: String?) {
        if bytes.isEmpty {
            self = .empty
        } else if SchemalessEnvelope.isEnvelope(bytes) {
            self = .protobuf(SchemalessEnvelope.decode(bytes))
        } else if contentType?.contains("json") == true, let value = try? JSONParser.parse(bytes) {
            self = .json(value)
        } else {
            self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// The value that templates of later requests see.
    var value: JSONValue {
        switch self {
        case .json(let value), .protobuf(let value): value
        case .text(let text): .string(text)
        case .empty: .null
        }
    }

    /// The part of a JSON document that `steps` lead to; anything else stays what it is.
    ///
    /// A step is a key, or an object of dotted keys and values (the elements of an array that have
    /// them), or an array of keys (these members).
    func selecting(_ steps: [JSONValue]) -> AnswerBody {
        guard case .json(let document) = self else { return self }
        return .json(steps.reduce(document, Self.select))
    }

    private static func select(in value: JSONValue, _ step: JSONValue) -> JSONValue {
        switch step {
        case .object(let wanted):
            let elements = value.array ?? []
            return .array(
                elements.filter { element in
                    wanted.allSatisfy { path, want in
                        path.split(separator: ".")
                            .reduce(element as JSONValue?) { $0?[String($1)] } == want
                    }
                })
        case .array(let keys):
            return .object(
                JSONObject(
                    (value.object ?? [:]).filter { keys.contains(.string($0.key)) }
                        .map { ($0.key, $0.value) }))
        default:
            return step.string.flatMap { value[$0] } ?? .null
        }
    }
}
