import KubeJSON

/// Values in the words of refusals.
extension JSONValue {
    /// What kind of value it is.
    var noun: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// The value as it was said, or the beginning of a long one.
    var shown: String {
        let text = JSONWriter.text(self)
        guard text.unicodeScalars.count > Self.shownMax else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.shownMax))) + "…"
    }

    private static let shownMax = 120
}
