package import KubeHTTP1
package import KubeSockets

/// Asks a server over one connection, and waits on the calling thread.
package struct HTTPClient: Sendable {
    private let connection: ClientConnection

    /// A client with a connection to a server.
    package init(to address: ListenAddress) throws {
        connection = try ClientConnection(to: address)
    }

    /// A client of the server at `url`.
    package init(url: String) throws {
        guard let address = ListenAddress(url: url) else { throw ClientError.noAnswer }
        try self.init(to: address)
    }

    /// Sends `request` and takes the whole answer.
    package func send(_ request: HTTPRequest) throws -> HTTPResponse {
        var request = request
        if request.fields["Host"] == nil { request.fields["Host"] = "localhost" }
        let bytes = request.encoded
        guard connection.send(bytes) == bytes.count else { throw ClientError.noAnswer }
        var reader = AnswerReader(toHead: request.method == "HEAD")
        while !reader.isComplete {
            guard case .bytes(let bytes) = try connection.receive() else {
                throw ClientError.noAnswer
            }
            try reader.append(bytes[...])
        }
        guard let head = reader.head else { throw ClientError.noAnswer }
        return HTTPResponse(status: head.status, fields: head.fields, body: reader.takeBody())
    }
}
