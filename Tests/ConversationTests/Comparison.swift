import KubeJSON

/// Finds everything in which an answer differs from the recorded one, the order of keys included.
struct Comparison {
    private(set) var differences: [Difference] = []

    init(of answer: JSONValue, with recorded: JSONValue) {
        compare(answer, recorded, at: "")
    }

    private mutating func compare(_ answer: JSONValue, _ recorded: JSONValue, at path: String) {
        switch (answer, recorded) {
        case (.object(let answer), .object(let recorded)): compare(answer, recorded, at: path)
        case (.array(let answer), .array(let recorded)):
            // Their order is one of time, and one conversation is over in less than a second.
            let isManagedFields = path.hasSuffix(".managedFields")
            compare(
                isManagedFields ? answer.sortedByManager : answer,
                isManagedFields ? recorded.sortedByManager : recorded, at: path)
        default:
            guard answer != recorded else { return }
            add(": want \(recorded.shortened), got \(answer.shortened)", at: path)
        }
    }

    private mutating func compare(_ answer: JSONObject, _ recorded: JSONObject, at path: String) {
        for (key, value) in recorded {
            if let got = answer[key] {
                compare(got, value, at: "\(path).\(key)")
            } else {
                add(".\(key) missing (want \(value.shortened))", at: path)
            }
        }
        let unexpected = answer.filter { recorded[$0.key] == nil }
        for (key, value) in unexpected { add(".\(key) unexpected (\(value.shortened))", at: path) }
        let hasSameKeys = unexpected.isEmpty && answer.count == recorded.count
        if path.hasPrefix(".body"), hasSameKeys, answer.keys != recorded.keys {
            add(" key order: want \(recorded.keys), got \(answer.keys)", at: path)
        }
    }

    private mutating func compare(_ answer: [JSONValue], _ recorded: [JSONValue], at path: String) {
        if answer.count != recorded.count {
            add(" length: want \(recorded.count), got \(answer.count)", at: path)
        }
        for (index, (answer, recorded)) in zip(answer, recorded).enumerated() {
            compare(answer, recorded, at: "\(path)[\(index)]")
        }
    }

    private mutating func add(_ text: String, at path: String) {
        differences.append(Difference(path: path, text: text))
    }
}

extension [JSONValue] {
    fileprivate var sortedByManager: [JSONValue] {
        func sortKey(_ entry: JSONValue) -> String {
            ["operation", "manager", "apiVersion", "subresource", "fieldsV1"]
                .map { JSONWriter.text(entry[$0] ?? .null) }.joined()
        }
        return sorted { sortKey($0) < sortKey($1) }
    }
}

extension JSONValue {
    fileprivate var shortened: String {
        let text = JSONWriter.text(self)
        return text.count <= 220 ? text : "\(text.prefix(219))…"
    }
}
