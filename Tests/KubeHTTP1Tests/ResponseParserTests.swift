import KubeHTTP1
import Testing

@Suite struct `A response` {
    /// What a parser makes of `text`, given in pieces of `size` bytes.
    private func parse(
        _ text: String, by size: Int = .max, toHead: Bool = false
    ) throws -> (parser: ResponseParser, body: String) {
        var parser = ResponseParser(toHead: toHead)
        var body: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try parser.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
            body += parser.takeBody()
        }
        return (parser, String(decoding: body, as: UTF8.self))
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `is read however it is cut`(size: Int) throws {
        let fixed = try parse(
            "HTTP/1.1 409 Conflict\r\nContent-Type: a/b\r\nContent-Length: 5\r\n\r\nhello", by: size
        )
        #expect(fixed.parser.head?.status == 409)
        #expect(fixed.parser.head?.fields["content-type"] == "a/b")
        #expect(fixed.body == "hello" && fixed.parser.isComplete && fixed.parser.keepsConnection)

        let chunked = try parse(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\na\r\n0123456789\r\n0\r\n\r\n", by: size)
        #expect(chunked.body == "hello0123456789" && chunked.parser.isComplete)
    }

    @Test func `may have no body, or one until the connection ends`() throws {
        #expect(try parse("HTTP/1.1 204 No Content\r\n\r\n").parser.isComplete)
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
        #expect(try parse(head, toHead: true).parser.isComplete)
        var (parser, body) = try parse("HTTP/1.0 200 OK\r\n\r\nhello")
        #expect(body == "hello" && !parser.isComplete && !parser.keepsConnection)
        try parser.end()
        #expect(parser.isComplete)
    }

    @Test func `comes after others that are none yet`() throws {
        let text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        #expect(try parse(text).parser.head?.status == 200)
    }

    @Test(arguments: [
        "garbage\r\n\r\n", "HTTP/1.1 ok\r\n\r\n", "HTTP/1.1 200 OK\r\nfield\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
    ])
    func `is refused where it makes no sense`(text: String) {
        #expect(throws: MalformedResponse.self) { try parse(text) }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
    ])
    func `that ends too early says so`(text: String) throws {
        var (parser, _) = try parse(text)
        #expect(throws: MalformedResponse.self) { try parser.end() }
    }
}
