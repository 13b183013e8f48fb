import KubeJSON

/// What there is below `/fake/`, for programs that read OpenAPI.
struct ControlOpenAPI: Sendable {
    /// The rows by path.
    let rows: [ControlRow]

    /// The URL by which the client came to the cluster.
    let baseURL: String
}

extension ControlOpenAPI: ControlDocument {
    static var schema: ControlSchema {
        .object([
            "openapi": .choice(["3.0.3"]), "info": .anything,
            "servers": .list(of: .object(["url": .text])), "paths": .map(of: .anything),
            "components": .anything,
        ])
    }

    var json: JSONValue {
        [
            "openapi": "3.0.3",
            "info": [
                "title": "The control API of fake-apiserver", "version": "v1",
                "description": "What a test does to a cluster, and is told of it.",
            ],
            "servers": [["url": .string(baseURL)]],
            "paths": .object(JSONObject(rows.map { ($0.path.template, $0.pathItem) })),
            "components": [
                "schemas": .object(
                    JSONObject(
                        ControlComponent.all.map { ($0.name, .object($0.schema().json)) })),
                "responses": ["Error": Self.error],
            ],
        ]
    }

    private static var error: JSONValue {
        .content("What went wrong", [(.json, .named(.status))])
    }
}

extension ControlRow {
    fileprivate var pathItem: JSONValue {
        let operations = actions.map { action in
            (action.method.rawValue.lowercased(), operation(action))
        }
        guard !path.placeholders.isEmpty else { return .object(JSONObject(operations)) }
        let parameters = path.placeholders.map { name -> JSONValue in
            let schema = name == "id" ? ControlSchema.whole : .text
            return [
                "name": .string(name), "in": "path", "required": true,
                "schema": .object(schema.json),
            ]
        }
        return .object(JSONObject([("parameters", .array(parameters))] + operations))
    }

    private func operation(_ action: ControlActionDescription) -> JSONValue {
        var members: JSONObject = [
            "operationId": .string(operationID(action)), "summary": .string(action.summary),
            "tags": [.string(tag)],
        ]
        if !action.parameters.isEmpty {
            members.append("parameters", .array(action.parameters.map(\.openAPI)))
        }
        if let body = action.requestBody { members.append("requestBody", body) }
        let responses: JSONObject = [
            String(action.answer.status): action.response,
            "default": ["$ref": "#/components/responses/Error"],
        ]
        members.append("responses", .object(responses))
        return .object(members)
    }

    /// The method and the words of the path, such as `postLeasesNamespaceLeaseExpire`.
    private func operationID(_ action: ControlActionDescription) -> String {
        let words = path.template.dropFirst(ControlPath.root.count).split { !$0.isLetter }
        return action.method.rawValue.lowercased()
            + (words.isEmpty ? ["Index"] : words.map { $0.prefix(1).uppercased() + $0.dropFirst() })
            .joined()
    }

    /// The ability: the first segment.
    private var tag: String {
        path.template.dropFirst(ControlPath.root.count).split(separator: "/").first
            .map(String.init) ?? "index"
    }
}

extension ControlFieldDescription {
    /// The field as a parameter of the query.
    fileprivate var openAPI: JSONValue {
        [
            "name": .string(name), "in": "query", "required": .bool(isRequired),
            "allowEmptyValue": .bool(kind == .flag), "schema": .object(schema.json),
        ]
    }
}

extension ControlActionDescription {
    fileprivate var requestBody: JSONValue? {
        if let document {
            return .content(
                document, [(.yaml, .text), (.json, .anything)],
                ("required", true))
        }
        guard let bodySchema else { return nil }
        let isRequired = ownBodySchema != nil || bodyFields.contains(where: \.isRequired)
        return .content(summary, [(.json, bodySchema)], ("required", .bool(isRequired)))
    }

    fileprivate var response: JSONValue {
        .content(
            summary,
            answer.mediaTypes.map { type in
                (type, type == .json || type == .yaml ? answer.schema : .text)
            })
    }
}

extension JSONValue {
    /// What is told in some media types, and what it may then be.
    fileprivate static func content(
        _ description: String, _ types: [(ControlMediaType, ControlSchema)],
        _ others: (String, JSONValue)...
    ) -> JSONValue {
        let content = types.map { type, schema in
            (type.rawValue, JSONValue.object(JSONObject([("schema", .object(schema.json))])))
        }
        return .object(
            JSONObject(
                [
                    ("description", .string(description)),
                    ("content", .object(JSONObject(content))),
                ] + others))
    }
}
