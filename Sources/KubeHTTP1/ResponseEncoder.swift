package import KubeTime

/// Writes responses in the form of HTTP/1.1.
package struct ResponseEncoder: Sendable {
    private var dateSeconds: Int64?
    private var dateLine: [UInt8] = []

    /// An encoder that has not written anything.
    package init() {}

    /// Appends a whole response; `isHead` leaves out the body but not its length.
    package mutating func append(
        _ response: HTTPResponse, to output: inout [UInt8], isHead: Bool = false,
        connection: ConnectionField, at now: Timestamp
    ) {
        appendHead(response, to: &output, connection: connection, at: now)
        if response.allowsBody {
            output.append(contentsOf: "Content-Length: \(response.body.count)\r\n".utf8)
        }
        output.append(contentsOf: "\r\n".utf8)
        if response.allowsBody, !isHead { output.append(contentsOf: response.body) }
    }

    /// Appends the head of a streamed response and the first bytes of its body.
    package mutating func appendStreamHead(
        _ response: HTTPResponse, to output: inout [UInt8], framing: StreamFraming,
        connection: ConnectionField, at now: Timestamp
    ) {
        appendHead(response, to: &output, connection: connection, at: now)
        if framing == .chunked {
            output.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
        }
        output.append(contentsOf: "\r\n".utf8)
        framing.append(response.body[...], to: &output)
    }

    private mutating func appendHead(
        _ response: HTTPResponse, to output: inout [UInt8], connection: ConnectionField,
        at now: Timestamp
    ) {
        let phrase = HTTPResponse.reasonPhrase(for: response.status)
        output.append(contentsOf: "HTTP/1.1 \(response.status) \(phrase)\r\n".utf8)
        for field in response.fields where !field.isFraming {
            output.append(contentsOf: field.name.utf8)
            output.append(contentsOf: ": ".utf8)
            // A line end inside a value would let a client write fields of its own.
            output.append(contentsOf: field.value.utf8.lazy.map { $0.isFieldText ? $0 : 0x20 })
            output.append(contentsOf: "\r\n".utf8)
        }
        output.append(contentsOf: connection.line.utf8)
        if response.fields["Date"] == nil { appendDate(now, to: &output) }
    }

    private mutating func appendDate(_ now: Timestamp, to output: inout [UInt8]) {
        if dateSeconds != now.seconds {
            dateSeconds = now.seconds
            dateLine = Array("Date: \(HTTPDate.text(seconds: now.seconds))\r\n".utf8)
        }
        output.append(contentsOf: dateLine)
    }

    /// The interim response to `Expect: 100-continue`.
    package static let continueResponse = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
}

/// What a response says about the connection that carries it.
package enum ConnectionField: Hashable, Sendable {
    /// Nothing: HTTP/1.1 keeps it.
    case unsaid
    /// It stays open, which HTTP/1.0 would not expect.
    case keepAlive
    /// It ends after this response.
    case close

    fileprivate var line: String {
        switch self {
        case .unsaid: ""
        case .keepAlive: "Connection: keep-alive\r\n"
        case .close: "Connection: close\r\n"
        }
    }
}

/// How the client of a stream sees where its body ends.
package enum StreamFraming: Hashable, Sendable {
    /// By a last chunk.
    case chunked
    /// By the end of the connection.
    case close
    /// There is no body: the answer to `HEAD`.
    case none

    /// Appends bytes of the body; none append nothing, since an empty chunk would end it.
    package func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        switch self {
        case .chunked:
            output.append(contentsOf: String(bytes.count, radix: 16).utf8)
            output.append(contentsOf: "\r\n".utf8)
            output.append(contentsOf: bytes)
            output.append(contentsOf: "\r\n".utf8)
        case .close:
            output.append(contentsOf: bytes)
        case .none:
            break
        }
    }

    /// Appends the end of the body.
    package func appendEnd(to output: inout [UInt8]) {
        if self == .chunked { output.append(contentsOf: "0\r\n\r\n".utf8) }
    }
}

extension HTTPField {
    /// Whether the encoder decides about this field.
    fileprivate var isFraming: Bool {
        isNamed("Content-Length") || isNamed("Transfer-Encoding") || isNamed("Connection")
    }
}
