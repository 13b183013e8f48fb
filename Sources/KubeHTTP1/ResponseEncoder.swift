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

extension HTTPField {
    /// Whether the encoder decides about this field.
    fileprivate var isFraming: Bool {
        isNamed("Content-Length") || isNamed("Transfer-Encoding") || isNamed("Connection")
    }
}
