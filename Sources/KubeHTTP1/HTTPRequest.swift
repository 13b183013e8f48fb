/// A request with its whole body.
package struct HTTPRequest: Hashable, Sendable {
    /// The method as it was sent; methods are case-sensitive.
    package var method: String
    /// What is asked for, of which cluster, and as which client.
    package var destination: RequestDestination
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
    /// Whether it comes from whoever runs the server in its own process, to whom the control API is open
    /// even where it is not served.
    package var isByOwner = false
    /// The port of the client; 0 where it has none.
    ///
    /// Here it takes no room of its own.
    package var port: UInt16 = 0
    /// The number of the connection that the request came over, from 1; 0 without a socket.
    package var connection: UInt64 = 0
    /// Which of the connection's requests this is, from 1; 0 without a socket.
    package var nth: UInt64 = 0
    /// The IP address of the client; empty where it has none.
    package var address = ""

    /// A request for the whole of `target`, which may name a cluster and a client.
    package init(
        method: String, target: RequestTarget, version: HTTPVersion = .http11,
        fields: HTTPFields = [:], body: [UInt8] = []
    ) {
        self.init(
            method: method, destination: RequestDestination(target), version: version,
            fields: fields, body: body, isBodyTooLarge: false)
    }

    /// A request as a parser makes it.
    init(
        method: String, destination: RequestDestination, version: HTTPVersion, fields: HTTPFields,
        body: [UInt8], isBodyTooLarge: Bool
    ) {
        self.method = method
        self.destination = destination
        self.version = version
        self.fields = fields
        self.body = body
        self.isBodyTooLarge = isBodyTooLarge
    }

    /// Where the client is, in Go's words: `127.0.0.1:40000`, `[::1]:40000`, or `@` for one of a socket
    /// in the file system.
    package var remoteAddress: String {
        if address.isEmpty { return "@" }
        return address.utf8.contains(UInt8(ascii: ":"))
            ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    /// What is asked for, as a cluster knows it.
    package var target: RequestTarget { destination.target }

    /// The name of the cluster that is asked; nil where the path names none.
    package var clusterName: String? { destination.clusterName }

    /// The name that the client has given itself in the path; nil where it has none.
    package var clientName: String? { destination.clientName }

    /// What clients put in front of the path of `target` to come here, such as `/clusters/a/as/b`;
    /// empty where that is nothing.
    package var basePath: String {
        (clusterName.map { "/clusters/\($0)" } ?? "") + (clientName.map { "/as/\($0)" } ?? "")
    }

    /// Whether the client can send another request on the same connection (RFC 9112, 9.3).
    package var keepsConnection: Bool {
        if isBodyTooLarge || fields.list(of: "Connection", contains: "close") { return false }
        return version == .http11 || fields.list(of: "Connection", contains: "keep-alive")
    }
}
