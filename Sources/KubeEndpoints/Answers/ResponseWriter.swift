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
    private var compressedLists = CompressedLists()

    /// The size of the largest document that no client gets compressed (GZP-001).
    private static let plainBytesMax = 128 * 1024

    package init(_ features: FeatureGates, random: Random) {
        compressesDocuments = features.isEnabled(.apiResponseCompression)
        var random = random
        standardFields = StandardFields(using: &random)
        self.random = random
    }

    /// The answer with a document, which tells of `served` if of a resource.
    ///
    /// It is given as compact JSON unless it `isEncoded` as was agreed upon.
    mutating func writeDocument(
        _ document: consuming [UInt8], isEncoded: Bool = false, of served: ServedResource? = nil,
        status: Int, _ format: ResponseFormat,
        warnings: [String] = [], for request: HTTPRequest
    ) -> HTTPResponse {
        var response =
            isEncoded
            ? HTTPResponse(encoded: document, status: status, format)
            : HTTPResponse(document: document, of: served, status: status, format)
        if compressesDocuments, response.body.count > Self.plainBytesMax {
            response.compress(for: request)
        }
        return finish(response, request, warnings)
    }

    /// The answer with a page of a list; of a long one that is read again and again, only what has
    /// changed is compressed anew.
    mutating func writeList(
        _ page: ListPage, _ encoder: ObjectEncoder, _ format: ResponseFormat,
        warnings: [String], for request: HTTPRequest
    ) -> HTTPResponse {
        guard let compressed = compress(page, encoder, format, for: request) else {
            return writeDocument(
                encoder.encode(page), isEncoded: encoder.writesProtobuf, of: encoder.served,
                status: 200,
                format, warnings: warnings, for: request)
        }
        var response = HTTPResponse(encoded: compressed, status: 200, format)
        response.declareGzip()
        return finish(response, request, warnings)
    }

    /// The head of the answer with a long list, whose body comes in slices.
    mutating func beginList(
        _ page: ListPage, _ document: ListDocument, _ encoder: ObjectEncoder,
        _ format: ResponseFormat, warnings: [String], for request: HTTPRequest
    ) -> (HTTPResponse, ListStream) {
        // It is hardly ever so small that no client gets it compressed.
        let isCompressed = compressesDocuments && request.acceptsGzip
        var head = HTTPResponse(encoded: [], status: 200, format)
        if isCompressed { head.declareGzip() }
        let stream = ListStream(
            document, of: page, sliceLength: encoder.sliceLength(format),
            isCompressed: isCompressed)
        return (finish(head, request, warnings), stream)
    }

    /// The document of the page, compressed; nil when it is not to be, or has to be in one piece.
    private mutating func compress(
        _ page: ListPage, _ encoder: ObjectEncoder, _ format: ResponseFormat,
        for request: HTTPRequest
    ) -> [UInt8]? {
        guard compressesDocuments, format.encoding == .json, !format.isPretty, request.acceptsGzip,
            let size = encoder.listSize(page), size + 1 > Self.plainBytesMax
        else { return nil }
        return compressedLists.compress(page, encoder)
    }

    /// The answer with an error.
    mutating func writeError(
        _ error: StatusError, warnings: [String] = [], for request: HTTPRequest
    ) -> HTTPResponse {
        finish(
            HTTPResponse(
                error.quoting(request.destination.target), ContentNegotiation(request).errorFormat),
            request, warnings)
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

extension StatusError {
    /// The error with what the request names quoted byte by byte, where that is no text.
    fileprivate func quoting(_ target: RequestTarget) -> StatusError {
        var error = self
        for mended in target.mendedTexts {
            error.message = error.message.replacing(
                GoQuote.quote(mended.text), with: GoQuote.quote(mended.bytes))
        }
        return error
    }
}
