import KubeHTTP1

/// Any answer, such as the page of a load balancer.
public struct FaultAnswer: Hashable, Sendable {
    /// The HTTP status.
    public var code: Int

    /// The fields of the head, in order; the server adds those that frame the answer, and the date.
    public var fields: [Field]

    /// The body.
    public var text: String

    /// A field of the head.
    public struct Field: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String

        /// The field `name: value`.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An answer with these parts.
    public init(_ code: Int, fields: [Field] = [], text: String = "") {
        self.code = code
        self.fields = fields
        self.text = text
    }

    var response: HTTPResponse {
        var response = HTTPResponse(status: code, body: Array(text.utf8))
        for field in fields { response.fields.append(field.value, as: field.name) }
        return response
    }
}
