import KubeJSON

/// Fills `{{ns}}` and `{{0.metadata.uid}}` in requests: the namespace, and values of earlier
/// answers.
struct Template {
    let namespace: String
    /// The answers so far, as they came.
    var answers: [JSONValue] = []

    func filled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(filled(text.text))
        case .array(let elements): .array(elements.map(filled))
        case .object(let members):
            .object(JSONObject(members.map { (filled($0.key), filled($0.value)) }))
        case .null, .bool, .number: value
        }
    }

    private func filled(_ text: String) -> String {
        guard text.contains("{{") else { return text }
        return text.replacing("{{ns}}", with: namespace)
            .replacing(/\{\{(\d+)\.([^}]+)\}\}/) { match in
                value(inAnswer: Int(match.1) ?? 0, path: match.2)
            }
    }

    private func value(inAnswer step: Int, path: Substring) -> String {
        guard answers.indices.contains(step) else { return "" }
        let keys = path.split(separator: ".").map(String.init)
        return keys.reduce(answers[step] as JSONValue?) { $0?[$1] }?.string ?? ""
    }
}
