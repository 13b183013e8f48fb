import KubeHTTP1
import KubeOpenAPI
import KubeRegistry
import KubeTime

/// Answers requests for the documents that describe the API (OAS-001 to OAS-005).
struct OpenAPIEndpoint: Sendable {
    private var documents: OpenAPIDocuments

    /// How long clients may keep a document that they named by its hash.
    private static let lifetime = Duration.seconds(365 * 24 * 60 * 60)

    /// The endpoint of a server that serves `catalog`.
    init(_ catalog: ResourceCatalog) {
        documents = OpenAPIDocuments(catalog)
    }

    /// Answers `request`; nil when its path belongs to somebody else.
    mutating func respond(to request: HTTPRequest, at now: Timestamp) -> HTTPResponse? {
        let segments = request.target.segments
        guard segments.first == "openapi" else { return nil }
        switch segments.dropFirst().first {
        case "v2" where segments.count == 2: return v2(request, at: now)
        case "v3" where segments.count == 2: return v3Root(request, at: now)
        case "v3":
            let key = segments.dropFirst(2).joined(separator: "/")
            return v3(request, key: key, at: now)
        default: return nil
        }
    }

    // MARK: - Documents

    private mutating func v2(_ request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        let formats = [DocumentFormat.json, .v2Protobuf]
        guard let format = DocumentFormat.preferred(by: request.fields, of: formats) else {
            return HTTPResponse(status: 406, fields: ["Vary": "Accept"])
        }
        let (json, protobuf) = documents.v2()
        var answer = answer(
            request, format == .json ? json.bytes : protobuf,
            [
                "Content-Type": format.contentType, "Etag": "\"\(json.hash)\"",
                "Last-Modified": HTTPDate.text(seconds: now.seconds), "Vary": "Accept",
            ])
        if answer.status == 200 { answer.compress(for: request) }
        return answer
    }

    /// The list of documents; upstream leaves its type to be guessed, and so it is text.
    private mutating func v3Root(_ request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        answer(
            request, documents.v3Root(basePath: request.basePath),
            [
                "Content-Type": "text/plain; charset=utf-8",
                "Last-Modified": HTTPDate.text(seconds: now.seconds),
            ])
    }

    private mutating func v3(
        _ request: HTTPRequest, key: String, at now: Timestamp
    ) -> HTTPResponse {
        guard let document = documents.v3(key) else { return HTTPResponse(status: 404) }
        guard let format = DocumentFormat.preferred(by: request.fields, of: [.json]) else {
            return HTTPResponse(status: 406)
        }
        var fields: HTTPFields = [
            "Content-Type": format.contentType, "Etag": "\"\(document.hash)\"",
            "Last-Modified": HTTPDate.text(seconds: now.seconds), "Vary": "Accept",
        ]
        if let hash = request.target.firstQueryValue(of: "hash"), !hash.isEmpty {
            guard hash == document.hash else {
                let location = "\(request.basePath)/openapi/v3/\(key)?hash=\(document.hash)"
                return HTTPResponse(status: 301, fields: ["Location": location])
            }
            fields["Cache-Control"] = "public, immutable"
            fields["Expires"] = HTTPDate.text(seconds: (now + Self.lifetime).seconds)
        }
        return answer(request, document.bytes, fields)
    }

    /// The answer with a document, or with its head alone for a client that has the document.
    private func answer(
        _ request: HTTPRequest, _ document: [UInt8], _ fields: HTTPFields
    ) -> HTTPResponse {
        guard let tag = fields["Etag"], request.fields.hasDocument(tagged: tag) else {
            return HTTPResponse(status: 200, fields: fields, body: document)
        }
        var fields = fields
        fields["Content-Type"] = nil
        fields["Last-Modified"] = nil
        return HTTPResponse(status: 304, fields: fields)
    }
}

/// The forms in which documents can be sent.
private enum DocumentFormat {
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
        by fields: HTTPFields, of formats: [DocumentFormat]
    ) -> DocumentFormat? {
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

extension HTTPFields {
    /// Whether the client says that it has the document that `tag` names (RFC 9110, 13.1.2).
    fileprivate func hasDocument(tagged tag: String) -> Bool {
        values(of: "If-None-Match").contains { value in
            value.split(separator: ",").contains { candidate in
                let name = candidate.utf8.trimmingSpaces()
                return name == "*" || name == tag || name == "W/\(tag)"
            }
        }
    }
}
