import Environment
import HTTP1
import JSON
import KubeAPI

/// Writes documents and errors as the answers that clients read.
package struct ResponseWriter: Sendable {
    /// What every answer carries about priority and fairness (HDR-003).
    private let flowSchema: String
    private let priorityLevel: String
    private var random: Random

    package init(random: Random) {
        var random = random
        flowSchema = random.uuid()
        priorityLevel = random.uuid()
        self.random = random
    }

    /// The answer with a document, given as compact JSON.
    mutating func respond(
        to request: HTTPRequest, status: Int, _ document: [UInt8], _ format: ResponseFormat,
        warnings: [String] = []
    ) -> HTTPResponse {
        var fields = commonFields(request, warnings)
        fields["Content-Type"] = format.contentType
        return HTTPResponse(
            status: status, fields: fields, body: Self.encode(document, format))
    }

    /// The answer with an error.
    mutating func respond(
        to request: HTTPRequest, with error: StatusError, warnings: [String] = []
    ) -> HTTPResponse {
        let document = JSONWriter.encode(.object(error.json))
        var response = respond(
            to: request, status: error.code, document,
            ContentNegotiation(request).errorFormat, warnings: warnings)
        if let seconds = error.details?.retryAfterSeconds, seconds > 0 {
            response.fields["Retry-After"] = String(seconds)
        }
        return response
    }

    /// The head of a stream.
    mutating func startStream(
        to request: HTTPRequest, _ format: ResponseFormat, warnings: [String]
    ) -> HTTPResponse {
        var fields = commonFields(request, warnings)
        fields["Content-Type"] = format.streamContentType
        return HTTPResponse(status: 200, fields: fields)
    }

    private mutating func commonFields(
        _ request: HTTPRequest, _ warnings: [String]
    ) -> HTTPFields {
        var fields: HTTPFields = [
            "Audit-Id": request.fields["Audit-Id"] ?? random.uuid(),
            "Cache-Control": "no-cache, private",
            "X-Kubernetes-Pf-Flowschema-Uid": flowSchema,
            "X-Kubernetes-Pf-Prioritylevel-Uid": priorityLevel,
        ]
        for warning in warnings {
            let text = warning.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            fields.append("299 - \"\(text)\"", as: "Warning")
        }
        return fields
    }

    private static func encode(_ document: [UInt8], _ format: ResponseFormat) -> [UInt8] {
        switch format.encoding {
        case .json, .protobuf:
            format.isPretty ? JSONIndenter.indent(document) : document + [UInt8(ascii: "\n")]
        case .yaml:
            (try? JSONParser.parse(document)).map(YAMLEncoder.encode) ?? document
        }
    }
}
