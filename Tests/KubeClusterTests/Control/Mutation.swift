import KubeJSON

/// The ways to put something else in the place of a part of a document.
enum Mutation {
    /// The ways to the parts of `document`, each with values that may stand there instead.
    static func all(of document: JSONValue) -> [(place: [String], value: JSONValue)] {
        places(in: document).flatMap { place in values.map { (place, $0) } }
    }

    /// The way to a part, as errors spell it.
    static func text(_ place: some Collection<String>) -> String {
        place.reduce("") { text, step in
            if Int(step) != nil { return "\(text)[\(step)]" }
            return text.isEmpty ? step : "\(text).\(step)"
        }
    }

    private static let values: [JSONValue] = [
        3, -1, "", "x", true, [], [[]], [:], ["stranger": 1], ["a": ["b": "c"]],
        .number(JSONNumber(literal: "1e400")),
        .number(JSONNumber(literal: "99999999999999999999999")),
        .string("99999999999h"),
    ]

    private static func places(in value: JSONValue) -> [[String]] {
        let parts: [(String, JSONValue)] =
            value.object.map { $0.map { ($0.key, $0.value) } }
            ?? (value.array ?? []).enumerated().map { (String($0), $1) }
        return parts.flatMap { step, part in
            [[step]] + places(in: part).map { [step] + $0 }
        }
    }
}

extension JSONValue {
    /// The same with `value` in the place to which `steps` lead.
    func replacing(_ steps: ArraySlice<String>, with value: JSONValue) -> JSONValue {
        guard let step = steps.first else { return value }
        let rest = steps.dropFirst()
        switch self {
        case .object(var object):
            object[step] = (object[step] ?? .null).replacing(rest, with: value)
            return .object(object)
        case .array(var list):
            if let index = Int(step) { list[index] = list[index].replacing(rest, with: value) }
            return .array(list)
        case .null, .bool, .number, .string: return value
        }
    }
}
