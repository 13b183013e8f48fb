import KubeHTTP1

/// The forms in which documents can be sent.
enum OpenAPIFormat {
    case json
    case v2Protobuf

    /// The media type that the answer declares.
    var contentType: String {
        switch self {
        case .json: "application/json"
        case .v2Protobuf: "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"
        }
    }

    /// The media types by which clients ask for it; the one with an at sign is older and, by the
    /// rules of HTTP, malformed.
    private var names: [String] {
        switch self {
        case .json: [contentType]
        case .v2Protobuf:
            [contentType, "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"]
        }
    }

    /// The one of `formats` that a client with these fields likes best.
    static func preferred(
        by fields: HTTPFields, of formats: [OpenAPIFormat]
    ) -> OpenAPIFormat? {
        let header = fields.values(of: "Accept").joined(separator: ",")
        guard !header.isEmpty else { return formats.first }
        return AcceptClause.clauses(of: header).lazy.compactMap { clause in
            formats.first { $0.isIncluded(in: clause) }
        }.first
    }

    private func isIncluded(in clause: AcceptClause) -> Bool {
        switch (clause.type, clause.subtype) {
        case ("*", "*"), ("application", "*"): true
        default: names.contains("\(clause.type)/\(clause.subtype)")
        }
    }
}
