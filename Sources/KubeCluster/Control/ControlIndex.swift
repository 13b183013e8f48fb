import KubeJSON

/// What there is below `/fake/`, and what it takes.
struct ControlIndex: Sendable {
    /// The rows by path.
    let rows: [ControlRow]

    /// The URL by which the client came to the cluster.
    let baseURL: String
}

extension ControlIndex: ControlReport {
    static var schema: ControlSchema {
        let field = ControlSchema.object([
            "type": .text, "required": .flag, "summary": .text,
            "choices": .list(of: .text).optional,
        ])
        return .map(
            of: .map(
                of: .object([
                    "document": .text.optional, "summary": .text, "fields": .map(of: field),
                    "parameters": .map(of: field), "writes": .flag, "status": .whole,
                    "answers": .list(of: .text), "examples": .list(of: .text),
                ])))
    }

    var json: JSONValue {
        .object(
            JSONObject(
                rows.map { row in
                    let members = row.actions.map { action in
                        (action.method.rawValue, action.json(row.commands(action, baseURL)))
                    }
                    return (row.path.template, .object(JSONObject(members)))
                }))
    }

    var text: String {
        rows.flatMap { row in
            row.actions.map { $0.text(at: row.path.template, row.commands($0, baseURL)) }
        }.joined(separator: "\n")
    }
}

extension ControlActionDescription {
    fileprivate func json(_ commands: [String]) -> JSONValue {
        let document = document.map { [("document", JSONValue.string($0))] } ?? []
        return .object(JSONObject(document + members(commands)))
    }

    private func members(_ commands: [String]) -> [(String, JSONValue)] {
        [
            ("summary", .string(summary)), ("fields", Self.json(bodyFields)),
            ("parameters", Self.json(parameters)), ("writes", .bool(effect == .writes)),
            ("status", .integer(Int64(answer.status))),
            ("answers", .array(answer.mediaTypes.map { .string($0.rawValue) })),
            ("examples", .array(commands.map { .string($0) })),
        ]
    }

    private static func json(_ fields: [ControlFieldDescription]) -> JSONValue {
        .object(JSONObject(fields.map { ($0.name, $0.json) }))
    }

    fileprivate func text(at path: String, _ commands: [String]) -> String {
        let head = "\(method.rawValue) \(path) \(summary)"
        let body = document.map { ["  the body: \($0)"] } ?? []
        let examples = commands.map { "  \($0)" }
        return ([head] + body + fields.map(\.line) + examples).joined(separator: "\n") + "\n"
    }
}

extension ControlFieldDescription {
    fileprivate var json: JSONValue {
        var members = JSONObject([
            ("type", .string(kind.rawValue)), ("required", .bool(isRequired)),
            ("summary", .string(summary)),
        ])
        if !choices.isEmpty { members.append("choices", .array(choices.map { .string($0) })) }
        return .object(members)
    }

    fileprivate var line: String {
        let place = place == .query ? "?" : ""
        return "  \(place)\(name) (\(kind.rawValue)\(isRequired ? ", required" : "")): \(summary)"
    }
}
