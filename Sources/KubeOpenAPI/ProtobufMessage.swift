/// The messages of `openapi.v2.Document`, the protobuf form of OpenAPI 2.
///
/// They mirror the JSON document, so where each member goes is all there is to know. Only members
/// that the documents of this target have are listed.
enum ProtobufMessage: Sendable {
    case document
    case info
    case paths
    case pathItem
    case operation
    case bodyParameter
    case queryParameter
    case pathParameter
    case responses
    case response
    case schemas
    case schema
    case securityDefinitions
    case apiKey
    case securityRequirement

    /// How a member's value is written.
    indirect enum Form: Sendable {
        case text
        case truth
        /// As YAML in a message of its own; what extensions hold.
        case any
        case message(ProtobufMessage)
        /// Each element of an array by itself.
        case repeated(Form)
        /// Inside a message of which it is field `number`.
        case wrapped(number: Int, Form)
        /// As a parameter of the kind that its member `in` names.
        case parameter
    }

    /// Where a member goes.
    struct Field: Sendable {
        let number: Int
        let form: Form

        init(_ number: Int, _ form: Form) {
            self.number = number
            self.form = form
        }
    }

    /// The members that have fields of their own, by key.
    var fields: [String: Field] {
        switch self {
        case .document: Self.documentFields
        case .info: Self.infoFields
        case .pathItem: Self.pathItemFields
        case .operation: Self.operationFields
        case .bodyParameter: Self.bodyParameterFields
        case .queryParameter: Self.queryParameterFields
        case .pathParameter: Self.pathParameterFields
        case .response: Self.responseFields
        case .schema: Self.schemaFields
        case .apiKey: Self.apiKeyFields
        case .paths, .responses, .schemas, .securityDefinitions, .securityRequirement: [:]
        }
    }

    /// Where the members without fields of their own go, each as a pair of its name and its value:
    /// all members of what is a map, and extensions elsewhere.
    var namedField: Field? {
        switch self {
        case .paths: Field(2, .message(.pathItem))
        case .responses: Field(1, .wrapped(number: 1, .message(.response)))
        case .schemas: Field(1, .message(.schema))
        case .securityDefinitions: Field(1, .wrapped(number: 2, .message(.apiKey)))
        case .securityRequirement: Field(1, .wrapped(number: 1, .repeated(.text)))
        case .operation: Field(13, .any)
        case .schema: Field(31, .any)
        case .document, .info, .pathItem, .bodyParameter, .queryParameter, .pathParameter,
            .response, .apiKey:
            nil
        }
    }
}

// MARK: - The fields of each message

extension ProtobufMessage {
    private static let documentFields: [String: Field] = [
        "swagger": Field(1, .text), "info": Field(2, .message(.info)),
        "paths": Field(8, .message(.paths)),
        "definitions": Field(9, .message(.schemas)),
        "security": Field(12, .repeated(.message(.securityRequirement))),
        "securityDefinitions": Field(13, .message(.securityDefinitions)),
    ]

    private static let infoFields: [String: Field] = [
        "title": Field(1, .text), "version": Field(2, .text),
    ]

    private static let pathItemFields: [String: Field] = [
        "get": Field(2, .message(.operation)), "put": Field(3, .message(.operation)),
        "post": Field(4, .message(.operation)), "delete": Field(5, .message(.operation)),
        "patch": Field(8, .message(.operation)),
        "parameters": Field(9, .repeated(.parameter)),
    ]

    private static let operationFields: [String: Field] = [
        "tags": Field(1, .repeated(.text)), "description": Field(3, .text),
        "operationId": Field(5, .text), "produces": Field(6, .repeated(.text)),
        "consumes": Field(7, .repeated(.text)),
        "parameters": Field(8, .repeated(.parameter)),
        "responses": Field(9, .message(.responses)),
        "schemes": Field(10, .repeated(.text)),
    ]

    private static let bodyParameterFields: [String: Field] = [
        "name": Field(2, .text), "in": Field(3, .text), "required": Field(4, .truth),
        "schema": Field(5, .message(.schema)),
    ]

    private static let queryParameterFields: [String: Field] = [
        "in": Field(2, .text), "description": Field(3, .text), "name": Field(4, .text),
        "type": Field(6, .text), "uniqueItems": Field(20, .truth),
    ]

    private static let pathParameterFields: [String: Field] = [
        "required": Field(1, .truth), "in": Field(2, .text),
        "description": Field(3, .text), "name": Field(4, .text), "type": Field(5, .text),
        "uniqueItems": Field(19, .truth),
    ]

    private static let responseFields: [String: Field] = [
        "description": Field(1, .text),
        "schema": Field(2, .wrapped(number: 1, .message(.schema))),
    ]

    private static let schemaFields: [String: Field] = [
        "$ref": Field(1, .text), "format": Field(2, .text),
        "description": Field(4, .text), "required": Field(19, .repeated(.text)),
        "additionalProperties": Field(21, .wrapped(number: 1, .message(.schema))),
        "type": Field(22, .wrapped(number: 1, .text)),
        "items": Field(23, .wrapped(number: 1, .message(.schema))),
        "properties": Field(25, .message(.schemas)),
    ]

    private static let apiKeyFields: [String: Field] = [
        "type": Field(1, .text), "name": Field(2, .text), "in": Field(3, .text),
        "description": Field(4, .text),
    ]
}
