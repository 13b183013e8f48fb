/// Why a connection ends, with an answer that no handler gave.
package struct HTTPRefusal: Error, Hashable, Sendable {
    /// The status that the client is told.
    package let status: Int
    /// What is wrong; empty where the status says it all.
    package let reason: String

    init(_ status: Int, _ reason: String = "") {
        self.status = status
        self.reason = reason
    }

    /// The answer that ends the connection, in the form of Go's server.
    package var response: HTTPResponse {
        let phrase = "\(status) \(HTTPResponse.reasonPhrase(for: status))"
        return HTTPResponse(
            status: status,
            fields: ["Content-Type": "text/plain; charset=utf-8"],
            body: Array((reason.isEmpty ? phrase : "\(phrase): \(reason)").utf8))
    }
}

extension HTTPRefusal {
    static func badRequest(_ reason: String) -> HTTPRefusal { HTTPRefusal(400, reason) }

    static let headTooLarge = HTTPRefusal(431)
    static let malformedRequestLine = badRequest("malformed HTTP request")
    static let malformedVersion = badRequest("malformed HTTP version")
    static let unsupportedVersion = HTTPRefusal(505, "unsupported protocol version")
    static let unknownMethod = HTTPRefusal(501, "unknown method")
    static let unsupportedTransferEncoding = HTTPRefusal(501, "unsupported transfer encoding")
    static let malformedChunk = badRequest("malformed chunked encoding")

    /// The client has not sent its request in time.
    package static let requestTimeout = HTTPRefusal(408)
    /// The server stops before the answer is known.
    package static let shuttingDown = HTTPRefusal(503, "the server is shutting down")
}
