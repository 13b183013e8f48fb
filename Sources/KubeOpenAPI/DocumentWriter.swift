import KubeAPI
import KubeJSON
import KubeRegistry

/// Writes paths, and the definitions of what they speak about, as a document.
struct DocumentWriter {
    private let schemas: SchemaWriter
    private let serverVersion: String

    init(_ dialect: Dialect, kinds: DefinedKinds, _ release: Release) {
        schemas = SchemaWriter(dialect: dialect, kinds: kinds, release: release)
        serverVersion = dialect == .v2 ? release.gitVersion : "\(release)"
    }

    /// The document about `items`.
    func document(_ items: [PathItem]) -> JSONObject {
        var definitions = DefinitionTable(schemas)
        for schema in items.flatMap(\.operations).flatMap(\.schemas) { definitions.add(schema) }
        let common: [(String, JSONValue)] = [
            ("info", ["title": "Kubernetes", "version": .string(serverVersion)]),
            ("paths", .object(JSONObject(items.map { ($0.path, path($0)) }).sortedByKey)),
        ]
        let document =
            switch schemas.dialect {
            case .v2: v2Members(definitions)
            case .v3: v3Members(definitions)
            }
        return MemberOrder.document(schemas.dialect).applied(to: JSONObject(common + document))
    }

    private func v2Members(_ definitions: DefinitionTable) -> [(String, JSONValue)] {
        [
            ("swagger", "2.0"),
            ("definitions", definitions.json),
            ("securityDefinitions", ["BearerToken": bearerToken]),
            ("security", [["BearerToken": []]]),
        ]
    }

    private func v3Members(_ definitions: DefinitionTable) -> [(String, JSONValue)] {
        [
            ("openapi", "3.0.0"),
            (
                "components",
                ["schemas": definitions.json, "securitySchemes": ["BearerToken": bearerToken]]
            ),
        ]
    }

    private var bearerToken: JSONValue {
        .object(
            MemberOrder.securityScheme(schemas.dialect).applied(
                to: JSONObject(members: [
                    "description": "A bearer token.", "in": "header", "name": "authorization",
                    "type": "apiKey",
                ])))
    }

    private func path(_ item: PathItem) -> JSONValue {
        var path = JSONObject()
        if !item.parameters.isEmpty { path["parameters"] = .array(list(of: item.parameters)) }
        for operation in item.operations {
            path[operation.method.rawValue] = .object(object(for: operation))
        }
        return .object(MemberOrder.path.applied(to: path))
    }

    // MARK: - Operations

    private func object(for operation: Operation) -> JSONObject {
        var object = JSONObject(members: [
            "description": .string(operation.documentation),
            "operationId": .string(operation.id),
            "tags": [.string(operation.tag)],
        ])
        if let target = operation.target {
            object["x-kubernetes-action"] = .string(target.action)
            object["x-kubernetes-group-version-kind"] =
                target.kind.groupVersionKind(in: schemas.dialect)
        }
        var responses = JSONObject(members: ["401": ["description": "Unauthorized"]])
        for response in operation.responses {
            responses["\(response.code)"] = value(of: response, mediaTypes: operation.produces)
        }
        object["responses"] = .object(responses.sortedByKey)
        switch schemas.dialect {
        case .v2: addV2Members(of: operation, to: &object)
        case .v3: addV3Members(of: operation, to: &object)
        }
        return MemberOrder.operation(schemas.dialect).applied(to: object)
    }

    private func addV2Members(of operation: Operation, to object: inout JSONObject) {
        object["consumes"] = .array(operation.consumes.map { .string($0) })
        object["produces"] = .array(operation.produces.map { .string($0) })
        object["schemes"] = ["https"]
        var parameters = list(of: operation.parameters)
        if let body = operation.body {
            var parameter = JSONObject(members: ["name": "body", "in": "body"])
            if body.isRequired { parameter["required"] = true }
            parameter["schema"] = reference(to: body.schema)
            parameters.insert(.object(parameter), at: 0)
        }
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
    }

    private func addV3Members(of operation: Operation, to object: inout JSONObject) {
        if !operation.parameters.isEmpty {
            object["parameters"] = .array(list(of: operation.parameters))
        }
        if let body = operation.body {
            var requestBody = JSONObject(members: [
                "content": content(body.schema, mediaTypes: operation.consumes)
            ])
            if body.isRequired { requestBody["required"] = true }
            object["requestBody"] = .object(requestBody)
        }
    }

    private func value(of response: Operation.Response, mediaTypes: [String]) -> JSONValue {
        let description = JSONValue.string(response.phrase)
        return switch schemas.dialect {
        case .v2: ["description": description, "schema": reference(to: response.schema)]
        case .v3:
            [
                "description": description,
                "content": content(response.schema, mediaTypes: mediaTypes),
            ]
        }
    }

    private func content(_ schema: ObjectSchema, mediaTypes: [String]) -> JSONValue {
        let value: JSONValue = ["schema": reference(to: schema)]
        return .object(JSONObject(mediaTypes.map { ($0, value) }).sortedByKey)
    }

    private func reference(to schema: ObjectSchema) -> JSONValue {
        .object(schemas.reference(to: schema.definitionName))
    }

    // MARK: - Parameters

    /// The parameters in the order of their names.
    private func list(of parameters: [Parameter]) -> [JSONValue] {
        parameters.sorted { $0.name < $1.name }.map(value)
    }

    private func value(of parameter: Parameter) -> JSONValue {
        var object = JSONObject(members: [
            "description": .string(parameter.documentation),
            "in": .string(parameter.location.rawValue), "name": .string(parameter.name),
        ])
        if parameter.location == .path { object["required"] = true }
        let type = JSONObject(members: [
            "type": .string(parameter.type.rawValue), "uniqueItems": true,
        ])
        switch schemas.dialect {
        case .v2: for member in type { object[member.key] = member.value }
        case .v3: object["schema"] = .object(type)
        }
        return .object(MemberOrder.parameter(schemas.dialect).applied(to: object))
    }
}
