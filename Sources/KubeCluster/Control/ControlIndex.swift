import KubeJSON

/// What there is below `/fake/`, and what it takes.
struct ControlIndex: Sendable {
    /// The paths in order, each with what can be done there.
    private let paths: [(path: String, actions: [ControlActionDescription])]

    /// The index of `paths`.
    init(_ paths: [(path: String, actions: [ControlActionDescription])] = []) {
        self.paths = paths.sorted { $0.path < $1.path }
    }
}

extension ControlIndex: ControlReport {
    var json: JSONValue {
        .object(
            JSONObject(
                paths.map { path, actions in
                    let members = actions.map { ($0.method.rawValue, $0.json) }
                    return (path, .object(JSONObject(members)))
                }))
    }

    var text: String {
        paths.flatMap { path, actions in actions.map { $0.text(at: path) } }
            .joined(separator: "\n")
    }
}

extension ControlActionDescription {
    fileprivate var json: JSONValue {
        let document = document.map { [("document", JSONValue.string($0))] } ?? []
        return .object(JSONObject(document + members))
    }

    private var members: [(String, JSONValue)] {
        [
            ("summary", .string(summary)),
            ("fields", Self.json(fields.filter { $0.place == .body })),
            ("parameters", Self.json(fields.filter { $0.place == .query })),
            ("writes", .bool(effect == .writes)),
            ("status", .integer(Int64(status))),
            ("answers", .array(mediaTypes.map { .string($0.rawValue) })),
        ]
    }

    private static func json(_ fields: [ControlFieldDescription]) -> JSONValue {
        .object(JSONObject(fields.map { ($0.name, $0.json) }))
    }

    fileprivate func text(at path: String) -> String {
        let head = "\(method.rawValue) \(path) \(summary)"
        let body = document.map { ["  the body: \($0)"] } ?? []
        return ([head] + body + fields.map(\.line)).joined(separator: "\n") + "\n"
    }
}

extension ControlFieldDescription {
    fileprivate var json: JSONValue {
        [
            "type": .string(kind.rawValue), "required": .bool(isRequired),
            "summary": .string(summary),
        ]
    }

    fileprivate var line: String {
        let place = place == .query ? "?" : ""
        return "  \(place)\(name) (\(kind.rawValue)\(isRequired ? ", required" : "")): \(summary)"
    }
}
