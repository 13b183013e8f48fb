import KubeHTTP1
import KubeTime
import Testing

private let now = Timestamp(seconds: 784_111_777)
private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

private func encode(
    _ response: HTTPResponse, isHead: Bool = false, connection: ConnectionField = .unsaid
) -> String {
    var encoder = ResponseEncoder()
    var output: [UInt8] = []
    encoder.append(response, to: &output, isHead: isHead, connection: connection, at: now)
    return String(decoding: output, as: UTF8.self)
}

@Suite struct `Encoding responses` {
    private let ok = HTTPResponse(
        status: 200, fields: ["Content-Type": "text/plain"], body: Array("hi".utf8))

    @Test func `adds length and date`() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\(date)Content-Length: 2\r\n\r\n"
        #expect(encode(ok) == head + "hi")
        #expect(encode(ok, isHead: true) == head)
    }

    @Test(arguments: [
        (ConnectionField.unsaid, ""), (.close, "Connection: close\r\n"),
        (.keepAlive, "Connection: keep-alive\r\n"),
    ])
    func `says what becomes of the connection`(field: ConnectionField, line: String) {
        let text = encode(HTTPResponse(status: 404), connection: field)
        #expect(text == "HTTP/1.1 404 Not Found\r\n\(line)\(date)Content-Length: 0\r\n\r\n")
    }

    @Test(arguments: [(204, "No Content"), (304, "Not Modified"), (101, "Switching Protocols")])
    func `leaves out a body that the status forbids`(status: Int, phrase: String) {
        let text = encode(HTTPResponse(status: status, body: [1]))
        #expect(text == "HTTP/1.1 \(status) \(phrase)\r\n\(date)\r\n")
    }

    @Test func `decides alone about framing, and keeps values in their line`() {
        let response = HTTPResponse(
            status: 299,
            fields: [
                "content-length": "9", "Transfer-Encoding": "x", "connection": "close",
                "Warning": "299 - \"a\r\nb: c\0\"", "date": "mine",
            ])
        let fields = "Warning: 299 - \"a  b: c \"\r\ndate: mine\r\n"
        #expect(encode(response) == "HTTP/1.1 299 \r\n\(fields)Content-Length: 0\r\n\r\n")
    }

    @Test func `writes the date of each second`() {
        var encoder = ResponseEncoder()
        for (second, text) in [(0, "00:00:00"), (0, "00:00:00"), (59, "00:00:59")] {
            var output: [UInt8] = []
            encoder.append(
                ok, to: &output, connection: .unsaid, at: Timestamp(seconds: Int64(second)))
            #expect(String(decoding: output, as: UTF8.self).contains("1970 \(text) GMT"))
        }
    }

    @Test(arguments: [
        (StreamFraming.chunked, "Transfer-Encoding: chunked\r\n", "2\r\nhi\r\n", "0\r\n\r\n"),
        (.close, "", "hi", ""), (.none, "", "", ""),
    ])
    func `frames streams`(framing: StreamFraming, field: String, first: String, end: String) {
        var encoder = ResponseEncoder()
        var output: [UInt8] = []
        encoder.appendStreamHead(
            ok, to: &output, framing: framing, connection: .unsaid, at: now)
        framing.append([], to: &output)
        framing.appendEnd(to: &output)
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\(date)\(field)\r\n"
        #expect(String(decoding: output, as: UTF8.self) == head + first + end)
    }
}
