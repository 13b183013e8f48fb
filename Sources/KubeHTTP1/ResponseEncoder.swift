package import KubeTime

/// Writes responses in the form of HTTP/1.1, or of HTTP/1.0 for those who speak that.
package struct ResponseEncoder: Sendable {
    private var dateSeconds: Int64?
    private var dateLine: [UInt8] = []

    /// An encoder that has not written anything.
    package init() {}

    /// Appends a whole response; `isHead` leaves out the body but not its length.
    package mutating func append(
        _ response: HTTPResponse, to output: inout [UInt8], isHead: Bool = false,
        version: HTTPVersion = .http11, connection: ConnectionField, at now: Timestamp
    ) {
        appendHead(response, to: &output, version: version, connection: connection, at: now)
        if response.allowsBody {
            output.append(contentsOf: "Content-Length: ".utf8)
            output.append(digitsOf: response.body.count, radix: 10)
            output.appendLineEnd()
        }
        output.appendLineEnd()
        if response.allowsBody, !isHead { output.append(contentsOf: response.body) }
    }

    /// Appends the head of a streamed response and the first bytes of its body.
    package mutating func appendStreamHead(
        _ response: HTTPResponse, to output: inout [UInt8], framing: StreamFraming,
        version: HTTPVersion = .http11, connection: ConnectionField, at now: Timestamp
    ) {
        appendHead(response, to: &output, version: version, connection: connection, at: now)
        if framing == .chunked {
            output.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
        }
        output.appendLineEnd()
        framing.append(response.body[...], to: &output)
    }

    private mutating func appendHead(
        _ response: HTTPResponse, to output: inout [UInt8], version: HTTPVersion,
        connection: ConnectionField, at now: Timestamp
    ) {
        let start = output.count
        output.append(contentsOf: Self.statusLine(response.status).utf8)
        if version == .http10 { output[start + Self.minorVersionOffset] = UInt8(ascii: "0") }
        var isDated = false
        for field in response.fields.own where !field.isFraming {
            output.append(lineOf: field)
            if field.isNamed("Date") { isDated = true }
        }
        if let common = response.fields.common { output.append(contentsOf: common.lines) }
        output.append(contentsOf: connection.line.utf8)
        if !isDated { appendDate(now, to: &output) }
    }

    /// Where in the first line the digit stands that tells HTTP/1.0 from HTTP/1.1.
    private static let minorVersionOffset = "HTTP/1.".utf8.count

    /// The first line; those of most answers are not put together each time.
    private static func statusLine(_ status: Int) -> String {
        switch status {
        case 200: "HTTP/1.1 200 OK\r\n"
        case 201: "HTTP/1.1 201 Created\r\n"
        case 409: "HTTP/1.1 409 Conflict\r\n"
        default: "HTTP/1.1 \(status) \(HTTPResponse.reasonPhrase(for: status))\r\n"
        }
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

extension [UInt8] {
    /// Appends the line of a field.
    mutating func append(lineOf field: HTTPField) {
        append(contentsOf: field.name.utf8)
        append(UInt8(ascii: ":"))
        append(UInt8(ascii: " "))
        append(contentsOf: field.value.utf8)
        appendLineEnd()
    }

    /// Appends the end of a line.
    mutating func appendLineEnd() {
        append(.carriageReturn)
        append(.lineFeed)
    }

    /// Appends a number that is not negative.
    mutating func append(digitsOf number: Int, radix: Int) {
        let (rest, digit) = number.quotientAndRemainder(dividingBy: radix)
        if rest > 0 { append(digitsOf: rest, radix: radix) }
        append(UInt8(digit) + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
    }
}
