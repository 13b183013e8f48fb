/// A request with its whole body.
package struct HTTPRequest: Hashable, Sendable {
    /// The method as it was sent; methods are case-sensitive.
    package var method: String
    /// What is asked for.
    package var target: RequestTarget
    /// What clients put in front of the path of `target` to come here, such as `/clusters/a/as/b`;
    /// empty where that is nothing.
    package var basePath = ""
    /// The dialect of the client.
    package var version: HTTPVersion
    /// The fields of the head; those of a trailer are not kept.
    package var fields: HTTPFields
    /// The bytes of the head as they came; none of a request that was not parsed.
    package var head: [UInt8] = []
    /// The body without its framing.
    package var body: [UInt8]
    /// Whether the body is longer than the limit; `body` is then cut and must not be used.
    package var isBodyTooLarge: Bool
    /// The name that the client has given itself in the path; nil where it has none.
    package var clientName: String?
    /// The number of the connection that the request came over, from 1; 0 without a socket.
    package var connection: UInt64 = 0
    /// Which of the connection's requests this is, from 1; 0 without a socket.
    package var nth: UInt64 = 0
    /// The IP address of the client; empty where it has none.
    package var address = ""

    /// A request as a parser or a test makes it.
    package init(
        method: String, target: RequestTarget, version: HTTPVersion = .http11,
        fields: HTTPFields = [:], body: [UInt8] = [], isBodyTooLarge: Bool = false
    ) {
        self.method = method
        self.target = target
        self.version = version
        self.fields = fields
        self.body = body
        self.isBodyTooLarge = isBodyTooLarge
    }

    /// Whether the client can send another request on the same connection (RFC 9112, 9.3).
    package var keepsConnection: Bool {
        if isBodyTooLarge || fields.list(of: "Connection", contains: "close") { return false }
        return version == .http11 || fields.list(of: "Connection", contains: "keep-alive")
    }
}
