package import KubeAPI
package import KubeHTTP1
import KubeJSON
package import KubeRegistry
import KubeYAML

extension HTTPResponse {
    /// An answer with `document`, compact JSON, written as was agreed upon (NEG-005, 006, 007).
    ///
    /// `served` is the resource of which it tells, if any.
    package init(
        document: consuming [UInt8], of served: ServedResource? = nil, status: Int = 200,
        _ format: ResponseFormat
    ) {
        self.init(encoded: [], status: status, format)
        switch format.encoding {
        case .json where format.isPretty: body = JSONIndenter.indent(document)
        case .json:
            document.append(UInt8(ascii: "\n"))
            body = document
        case .yaml: body = YAMLEncoder.encode((try? JSONParser.parse(document)) ?? .null)
        case .protobuf: body = ProtobufDocument.encode(document, of: served)
        }
    }

    /// An answer with a document that is written as was agreed upon.
    init(encoded document: consuming [UInt8], status: Int, _ format: ResponseFormat) {
        self.init(status: status, body: document)
        fields.append(HTTPField(name: "Content-Type", text: format.contentType))
    }

    /// An answer that says what went wrong.
    package init(_ error: StatusError, _ format: ResponseFormat) {
        self.init(
            document: JSONWriter.encode(.object(error.json)), status: error.code, format)
        if let seconds = error.details?.retryAfterSeconds, seconds > 0 {
            fields["Retry-After"] = String(seconds)
        }
    }

    /// An answer in plain text.
    package init(text: String, status: Int = 200) {
        self.init(
            status: status,
            fields: [
                "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff",
            ],
            body: Array(text.utf8))
    }

    /// The answer to a path that belongs to nobody (URL-014).
    package static let pageNotFound = HTTPResponse(text: "404 page not found\n", status: 404)

    /// The answer where a path does not say of which resource it is, before anything else is looked at.
    static func incomplete(_ request: HTTPRequest) -> HTTPResponse {
        let target = request.destination.target
        let url = target.path + (target.query.map { "?\($0)" } ?? "")
        let problem =
            "Internal Server Error: \(GoQuote.quote(url)): failed to create RequestInfo: unable to "
            + "determine kind and namespace from url, \(url)"
        let text = problem.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
        return HTTPResponse(text: text + "\n", status: 500)
    }
}
