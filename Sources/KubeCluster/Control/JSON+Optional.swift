import KubeJSON
import KubeTime

extension JSONValue {
    /// A text, or null.
    static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    /// An instant, or null.
    static func instant(_ instant: Timestamp?) -> JSONValue {
        .text(instant?.rfc3339)
    }
}

extension JSONObject {
    /// A member; nil when it is missing or null, which says nothing.
    func said(_ name: String) -> JSONValue? {
        self[name] == .null ? nil : self[name]
    }
}
