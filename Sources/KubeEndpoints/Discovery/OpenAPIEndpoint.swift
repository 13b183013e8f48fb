import KubeHTTP1
import KubeOpenAPI
import KubeRegistry
import KubeTime

/// Answers requests for the documents that describe the API (OAS-001 to OAS-005).
struct OpenAPIEndpoint: Sendable {
    private var documents: OpenAPIDocuments

    /// How long clients may keep a document that they named by its hash.
    private static let lifetime = Duration.seconds(365 * 24 * 60 * 60)

    /// The endpoint of a server that offers `catalog`.
    init(_ catalog: ResourceCatalog) {
        documents = OpenAPIDocuments(catalog)
    }

    /// The document of OpenAPI 2.
    mutating func v2(for request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        let formats = [OpenAPIFormat.json, .v2Protobuf]
        var response = HTTPResponse(status: 406)
        if let format = OpenAPIFormat.preferred(by: request.fields, of: formats) {
            response = v2(format, for: request, at: now)
        }
        // Upstream says first that it may compress, whoever asks.
        for field in ["Accept-Encoding", "Accept"] { response.fields.append(field, as: "Vary") }
        return response
    }

    private mutating func v2(
        _ format: OpenAPIFormat, for request: HTTPRequest, at now: Timestamp
    ) -> HTTPResponse {
        let (json, protobuf) = documents.v2()
        var answer = answer(
            request, format == .json ? json.bytes : protobuf,
            [
                "Content-Type": format.contentType, "Etag": "\"\(json.hash)\"",
                "Last-Modified": HTTPDate.text(seconds: now.seconds),
            ])
        if answer.status == 200 { answer.compress(for: request) }
        answer.fields["Vary"] = nil
        return answer
    }

    /// The list of documents; upstream leaves its type to be guessed, and so it is text.
    mutating func v3Index(for request: HTTPRequest, at now: Timestamp) -> HTTPResponse {
        answer(
            request, documents.v3Root(basePath: request.basePath),
            [
                "Content-Type": "text/plain; charset=utf-8",
                "Last-Modified": HTTPDate.text(seconds: now.seconds),
            ])
    }

    /// The document of OpenAPI 3 called `key`.
    mutating func v3(
        _ key: String, for request: HTTPRequest, at now: Timestamp
    ) -> HTTPResponse {
        guard let document = documents.v3(key) else { return HTTPResponse(status: 404) }
        guard let format = OpenAPIFormat.preferred(by: request.fields, of: [.json]) else {
            return HTTPResponse(status: 406, fields: ["Vary": "Accept"])
        }
        var fields: HTTPFields = [
            "Content-Type": format.contentType, "Etag": "\"\(document.hash)\"",
            "Last-Modified": HTTPDate.text(seconds: now.seconds), "Vary": "Accept",
        ]
        if let hash = request.target.firstQueryValue(of: "hash"), !hash.isEmpty {
            guard hash == document.hash else {
                let location = "\(request.basePath)/openapi/v3/\(key)?hash=\(document.hash)"
                return HTTPResponse(
                    status: 301, fields: ["Location": location, "Vary": "Accept"])
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
