import KubeJSON

/// In which order the members of a part of a document are written: that of the fields of upstream's types
/// (`kube-openapi/pkg/spec3`, `kube-openapi/pkg/validation/spec`).
struct MemberOrder {
    private let ranks: [String: Int]

    private init(_ names: String...) {
        ranks = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    /// The members of `object`: those of the type, then extensions in byte order.
    func applied(to object: JSONObject) -> JSONObject {
        let known = object.filter { ranks[$0.key] != nil }
            .sorted { ranks[$0.key, default: 0] < ranks[$1.key, default: 0] }
        let extensions = JSONObject(
            object.filter { ranks[$0.key] == nil }.map { ($0.key, $0.value) })
        return JSONObject((known + extensions.sortedByKey).map { ($0.key, $0.value) })
    }

    static func document(_ dialect: Dialect) -> MemberOrder {
        switch dialect {
        case .v2:
            MemberOrder(
                "swagger", "info", "paths", "definitions", "securityDefinitions", "security")
        case .v3: MemberOrder("openapi", "info", "paths", "components")
        }
    }

    static let path = MemberOrder("get", "put", "post", "delete", "patch", "parameters")

    static func operation(_ dialect: Dialect) -> MemberOrder {
        switch dialect {
        case .v2:
            MemberOrder(
                "description", "consumes", "produces", "schemes", "tags", "operationId",
                "parameters", "responses")
        case .v3:
            MemberOrder(
                "tags", "description", "operationId", "parameters", "requestBody", "responses")
        }
    }

    static func parameter(_ dialect: Dialect) -> MemberOrder {
        switch dialect {
        case .v2:
            MemberOrder("uniqueItems", "type", "description", "name", "in", "required", "schema")
        case .v3: MemberOrder("name", "in", "description", "required", "schema")
        }
    }

    static func securityScheme(_ dialect: Dialect) -> MemberOrder {
        switch dialect {
        case .v2: MemberOrder("description", "type", "name", "in")
        case .v3: MemberOrder("type", "description", "name", "in")
        }
    }

    static let schema = MemberOrder(
        "description", "type", "format", "default", "uniqueItems", "required", "items", "allOf",
        "properties", "additionalProperties", "$ref")
}
