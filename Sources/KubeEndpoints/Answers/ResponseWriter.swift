import KubeAPI
import KubeHTTP1
import KubeJSON
package import KubeRegistry
package import KubeTime

/// Writes documents and errors as the answers that clients read, with the fields that all have.
package struct ResponseWriter: Sendable {
    private let standardFields: StandardFields
    private let compressesDocuments: Bool
    private var random: Random

    /// The size of the largest document that no client gets compressed (GZP-001).
    private static let plainBytesMax = 128 * 1024

    package init(_ features: FeatureGates, random: Random) {
        compressesDocuments = features.isEnabled(.apiResponseCompression)
        var random = random
        standardFields = StandardFields(using: &random)
        self.random = random
    }

    /// The answer with a document, given as compact JSON, which tells of `served` if of a resource.
    mutating func writeDocument(
        _ document: consuming [UInt8], of served: ServedResource? = nil, status: Int,
        _ format: ResponseFormat,
        warnings: [String] = [], for request: HTTPRequest
    ) -> HTTPResponse {
        var response = HTTPResponse(document: document, of: served, status: status, format)
        if compressesDocuments, response.body.count > Self.plainBytesMax {
            response.compress(for: request)
        }
        return finish(response, request, warnings)
    }

    /// The answer with an error.
    mutating func writeError(
        _ error: StatusError, warnings: [String] = [], for request: HTTPRequest
    ) -> HTTPResponse {
        finish(HTTPResponse(error, ContentNegotiation(request).errorFormat), request, warnings)
    }

    /// The head of a stream.
    mutating func writeHead(
        _ format: ResponseFormat, warnings: [String], for request: HTTPRequest
    ) -> HTTPResponse {
        let head = HTTPResponse(
            status: 200, fields: ["Content-Type": format.streamContentType])
        return finish(head, request, warnings)
    }

    /// The response with the fields that every answer has, and with the warnings.
    mutating func finish(
        _ response: HTTPResponse, _ request: HTTPRequest, _ warnings: [String] = []
    ) -> HTTPResponse {
        var response = response
        standardFields.add(to: &response, for: request, using: &random)
        response.warn(of: warnings)
        return response
    }
}
