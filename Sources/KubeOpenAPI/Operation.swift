import KubeAPI

/// One method of one path.
struct Operation {
    enum Method: String {
        case get
        case put
        case post
        case delete
        case patch
    }

    let method: Method

    /// What code generators call it; unique in a server.
    let id: String
    let documentation: String
    let tag: String

    /// What the operation does to which kind; nil for what is not about objects.
    var target: Target?
    var parameters: [Parameter] = []
    var body: Body?
    var responses: [Response]

    /// The media types of requests.
    var consumes = MediaType.any

    /// The media types of answers.
    var produces = MediaType.documents

    /// What an operation on objects is about.
    struct Target {
        /// The value of `x-kubernetes-action`.
        let action: String
        let kind: Kind
    }

    /// What a request carries.
    struct Body {
        let schema: ObjectSchema
        var isRequired = true
    }

    /// An answer; every operation has 401 beside its own.
    struct Response {
        let code: Int
        let phrase: String
        let schema: ObjectSchema

        static func ok(_ schema: ObjectSchema) -> Response {
            Response(code: 200, phrase: "OK", schema: schema)
        }

        static func created(_ schema: ObjectSchema) -> Response {
            Response(code: 201, phrase: "Created", schema: schema)
        }

        static func accepted(_ schema: ObjectSchema) -> Response {
            Response(code: 202, phrase: "Accepted", schema: schema)
        }
    }
}

extension Operation {
    /// The schemas that the operation names.
    var schemas: [ObjectSchema] {
        responses.map(\.schema) + (body.map { [$0.schema] } ?? [])
    }
}
