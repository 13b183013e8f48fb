import KubeAPI
import KubeJSON

extension PathElement {
    /// What tells `value` apart from the other elements of a list; nil when nothing does.
    init?(of value: JSONValue, _ kind: FieldType.ListKind) {
        switch (kind, value) {
        case (.atomic, _), (.set, .object), (.set, .array), (.set, .null): return nil
        case (.set, _): self = .value(value)
        case (.map(let keys), .object(let object)):
            let fields = keys.sorted { $0.precedesBytewise($1) }
                .compactMap { key in object[key].map { (key, $0) } }
            guard fields.count == keys.count else { return nil }
            self = .key(JSONObject(fields))
        case (.map, _): return nil
        }
    }
}
