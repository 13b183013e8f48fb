import KubeHTTP1
import KubeTime
import Testing

/// Everything that a parser says about `bytes`, which arrive in pieces of `pieceSize`.
private func parse(
    _ bytes: [UInt8], pieceSize: Int = .max, limits: HTTPLimits = HTTPLimits()
) -> (requests: [HTTPRequest], refusal: HTTPRefusal?) {
    var parser = RequestParser(limits: limits)
    var requests: [HTTPRequest] = []
    var rest = bytes[...]
    do {
        while !rest.isEmpty {
            parser.append(rest.prefix(pieceSize))
            rest = rest.dropFirst(pieceSize)
            while let request = try parser.next() { requests.append(request) }
        }
        return (requests, nil)
    } catch {
        return (requests, error)
    }
}

private func parse(_ text: String) -> (requests: [HTTPRequest], refusal: HTTPRefusal?) {
    parse(Array(text.utf8))
}

/// A head with a host and the given fields.
private func put(_ fields: String, body: String = "") -> String {
    "PUT / HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\(body)"
}

@Suite struct `Parsing requests` {
    @Test func `gives method, target, fields and body`() throws {
        let text =
            "POST /a/b?c=d HTTP/1.1\r\nHost: x:1\r\nAccept:\t a, b \r\nEmpty:\r\naccept: c\r\n"
            + "Content-Length: 3\r\n\r\n\0\r\n"
        let request = try #require(parse(text).requests.first)
        #expect(request.method == "POST")
        #expect(request.target.path == "/a/b")
        #expect(request.target.firstQueryValue(of: "c") == "d")
        #expect(request.fields.values(of: "ACCEPT") == ["a, b", "c"])
        #expect(request.fields["Empty"] == "")
        #expect(request.fields["Missing"] == nil)
        #expect(request.body == [0, 13, 10])
        #expect(request.keepsConnection)
    }

    @Test func `joins chunks and drops extensions and trailers`() throws {
        let text = put(
            "Transfer-Encoding: Chunked\r\n",
            body: "1;a\r\na\r\n0A ; x = \"y\\\" ;\";z=1\r\nbcdefghijk\r\n000\r\nTrailer: t\r\n\r\n")
        let (requests, refusal) = parse(text + text)
        #expect(refusal == nil)
        #expect(requests.count == 2)
        #expect(requests.allSatisfy { $0.body.elementsEqual("abcdefghijk".utf8) })
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: x", true), ("GET / HTTP/1.2\r\nHost: x", true),
        ("GET / HTTP/1.1\r\nHost: x\r\nConnection: a, Close", false),
        ("GET / HTTP/1.0", false), ("GET / HTTP/1.0\r\nConnection: Keep-Alive", true),
        ("\r\n\r\nGET / HTTP/1.0\r\nHost: x\r\nConnection: keep-alive, close", false),
    ])
    func `knows whether the connection is kept`(head: String, keepsConnection: Bool) throws {
        let request = try #require(parse("\(head)\r\n\r\n").requests.first)
        #expect(request.keepsConnection == keepsConnection)
    }

    @Test func `gives the same however the bytes are cut`() {
        let texts = [
            "\r\nGET /a%20b HTTP/1.1\r\nHost: x\r\n\r\n"
                + put("Content-Length: 5\r\n", body: "12345")
                + put("Transfer-Encoding: chunked\r\n", body: "3;e\r\nabc\r\n0\r\nT: t\r\n\r\n")
                + "GET / HTTP/1.0\r\n\r\nGET\r\n",
            put("Transfer-Encoding: chunked\r\n", body: "3\r\nabcd\r\n"),
            put("a: b\nc: d\r\n"), put("Content-Length: 3145729\r\n", body: "x"),
            put("Transfer-Encoding: chunked\r\n", body: "2\r\nab\r\n300000\r\n"),
        ]
        for bytes in texts.map({ Array($0.utf8) }) {
            let whole = parse(bytes)
            #expect(whole.refusal != nil || whole.requests.last?.isBodyTooLarge == true)
            for pieceSize in 1..<bytes.count {
                #expect(parse(bytes, pieceSize: pieceSize) == whole)
            }
        }
    }

    @Test(arguments: UInt64(1)...20)
    func `gives the same whatever was asked before on the connection`(seed: UInt64) {
        var random = Random(seed: seed)
        let lines = [
            "GET /a/b", "PUT /a/b", "GET /a/b?c=d", "GET /a/c", "GET /a%2Fb", "OPTIONS *",
            "OPTIONS /a/b", "GET http://x/a/b", "GET /a/", "GET /", "GET /a/b?",
        ]
        var parser = RequestParser()
        for _ in 0..<100 {
            let line = lines.randomElement(using: &random) ?? ""
            let bytes = Array("\(line) HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
            parser.append(bytes[...])
            let request = try? parser.next()
            #expect(request == parse(bytes).requests.first)
            #expect(request != nil)
            if Bool.random(using: &random) { parser.releaseMemory() }
        }
    }

    @Test func `never stops at random bytes`() {
        var generator = Random(seed: 1)
        let alphabet = Array("GET /%:;,=\r\n\r\n 015afhHTP.\t\0\u{7f}xé".utf8)
        for _ in 0..<2000 {
            let head = Array(put("Transfer-Encoding: chunked\r\n").utf8)
            let noise = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let prefix = Bool.random(using: &generator) ? head : head.dropLast(4)
            let bytes = Array(prefix) + noise
            #expect(parse(bytes, pieceSize: 1) == parse(bytes))
        }
    }
}

@Suite struct `Refusing requests` {
    @Test(arguments: [
        "Content-Length: 1\r\nTransfer-Encoding: chunked", "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nContent-Length: 5", "Content-Length: 5, 5", "Content-Length: +5",
        "Content-Length: -1", "Content-Length: 5 5", "Content-Length: 0x5", "Content-Length:",
        "Content-Length: 18446744073709551621", "Content-Length: 5\u{b}", "Content-Length: ٥",
        "Content-Length : 5", " Content-Length: 5", "Content-Length: 5\r\n folded", "\tx: y",
        ": x", "no colon", "na(me: x", "na me: x", "x: \u{1}", "x: \0", "x: \u{7f}", "x: a\rb",
        "x: a\nb: c", "Host: y", "Transfer-Encoding\u{a0}: chunked", "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked;x", "Transfer-Encoding: identity", "Transfer-Encoding:",
        "Transfer-Encoding: xchunked", "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked,", "Transfer-Encoding: chunked, x",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
    ])
    func `for ambiguous or malformed fields with 400`(fields: String) {
        let (requests, refusal) = parse(put(fields + "\r\n", body: "12345"))
        #expect(requests.isEmpty)
        #expect(refusal?.status == 400)
    }

    @Test(arguments: [
        "gzip, chunked", ", chunked", "gzip\r\nTransfer-Encoding: Chunked", "a,b , chunked",
    ])
    func `for other codings than chunked with 501`(coding: String) {
        #expect(parse(put("Transfer-Encoding: \(coding)\r\n")).refusal?.status == 501)
    }

    @Test func `for chunks in HTTP 1.0`() {
        let text = "PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        #expect(parse(text).refusal?.status == 400)
    }

    @Test(arguments: [
        "\r\n", "x\r\n", "-1\r\n", "+1\r\na\r\n", "0x1\r\na\r\n", "1 \r\na\r\n", " 1\r\na\r\n",
        "1\na\r\n", "1\r\nab\r\n", "1\r\na\n", "1\r\na\r\r\n", "ffffffffffffffff\r\n",
        "8000000000000000\r\n", "10000000000000000\r\n", "1;\u{1}\r\na\r\n", "1,x\r\na\r\n",
        "1;\(String(repeating: "x", count: 255))\r\na\r\n", "0\r\nno colon\r\n\r\n",
        "\(String(repeating: "0", count: 300))1\r\na\r\n", "0\r\n folded: x\r\n\r\n", "1;a\rb\r\n",
        "1;\r\na\r\n", "1;;a\r\na\r\n", "1;a;\r\na\r\n", "1;a=\r\na\r\n", "1;=a\r\na\r\n",
        "1;a=b c\r\na\r\n", "1;a(\r\na\r\n", "1;a=\"b\r\na\r\n", "1;a=\"b\"c\r\na\r\n",
        "1;a=\"\\\r\na\r\n", "1;é\r\na\r\n", "1 x\r\na\r\n",
    ])
    func `for malformed chunks with 400`(chunks: String) {
        let (requests, refusal) = parse(put("Transfer-Encoding: chunked\r\n", body: chunks))
        #expect(requests.isEmpty)
        #expect(refusal?.status == 400)
    }

    @Test(arguments: [
        ("GET / HTTP/2.0", 505), ("PRI * HTTP/2.0", 505), ("GET / HTTP/0.9", 505),
        ("GET / http/1.1", 400), ("GET / HTTP/1.10", 400), ("GET / HTTP/1", 400),
        ("GET / HTTP/1.x", 400), ("GET /", 400), ("GET", 400), ("GET  / HTTP/1.1", 400),
        ("GET / HTTP/1.1 ", 400), (" GET / HTTP/1.1", 400), ("GET / a HTTP/1.1", 400),
        ("GET\t/\tHTTP/1.1", 400), ("G(T / HTTP/1.1", 400), ("GET * HTTP/1.1", 400),
        ("GET a HTTP/1.1", 400), ("GET /a#b HTTP/1.1", 400), ("GET http://é/ HTTP/1.1", 400),
        ("GET /%zz HTTP/1.1", 400), ("GET /%4 HTTP/1.1", 400), ("CONNECT a:80 HTTP/1.1", 501),
        ("get / HTTP/1.1", 501), ("GE / HTTP/1.1", 501), ("PROPFIND / HTTP/1.1", 501),
        ("GET /é HTTP/1.1", 400), ("GET /?é HTTP/1.1", 400),
        ("GET ftp://x/ HTTP/1.1", 400), ("GET http:///a HTTP/1.1", 400),
        ("GET /\u{1} HTTP/1.1", 400), ("GET /\r HTTP/1.1", 400),
    ])
    func `for their first line`(line: String, status: Int) {
        #expect(parse("\(line)\r\nHost: x\r\n\r\n").refusal?.status == status)
    }

    @Test(arguments: [
        ("", "missing required Host header"), ("Host: a\r\nHost: a\r\n", "too many Host headers"),
        ("Host: a b\r\n", "malformed Host header"), ("Host: a/b\r\n", "malformed Host header"),
        ("Host: a@b\r\n", "malformed Host header"), ("Host:\r\n", "malformed Host header"),
    ])
    func `for their host`(fields: String, reason: String) {
        #expect(parse("GET / HTTP/1.1\r\n\(fields)\r\n").refusal?.reason == reason)
    }

    @Test func `stops at the first one`() throws {
        var parser = RequestParser()
        parser.append(Array("GET / HTTP/1.1\r\n\r\n\(put(""))".utf8)[...])
        #expect(throws: HTTPRefusal.self) { try parser.next() }
        parser.append(Array(put("").utf8)[...])
        let next = try parser.next()
        #expect(next == nil)
        #expect(parser.stage == .ended)
    }

    @Test func `for overlong UTF-8 in the target`() {
        let bytes = Array("GET /".utf8) + [0xC0, 0xAF] + Array(" HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        #expect(parse(bytes).refusal?.status == 400)
    }

    @Test(arguments: [
        ("HEAD /é HTTP/1.1\r\n", true), ("HEAD / HTTP/1.1\r\n\r\n", true),
        ("HEAD / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", true),
        ("HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/9.9\r\n", false),
        ("HEADS / HTTP/1.1\r\n", false),
    ])
    func `to HEAD wants no body`(text: String, isHead: Bool) {
        var parser = RequestParser()
        parser.append(Array(text.utf8)[...])
        #expect(throws: HTTPRefusal.self) { while try parser.next() != nil {} }
        #expect(parser.isHead == isHead)
    }

    @Test func `says in Go's form what is wrong`() throws {
        let refusal = try #require(parse("GET / HTTP/1.1\r\n\r\n").refusal)
        let text = "400 Bad Request: missing required Host header"
        #expect(refusal.response.body.elementsEqual(text.utf8))
        #expect(refusal.response.fields["Content-Type"] == "text/plain; charset=utf-8")
        let tooLarge = try #require(parse(String(repeating: "x", count: 1 << 21)).refusal)
        #expect(
            tooLarge.response.body.elementsEqual("431 Request Header Fields Too Large".utf8))
    }
}

@Suite struct `Limits of requests` {
    private var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.headBytesMax = 90
        limits.bodyBytesMax = 10
        return limits
    }

    @Test(arguments: [0, 1])
    func `allow a head that just fits`(excess: Int) {
        let frame = put("x: \r\n").utf8.count
        let text = put("x: \(String(repeating: "y", count: 90 - frame + excess))\r\n")
        for pieceSize in [1, 7, 100] {
            let (requests, refusal) = parse(Array(text.utf8), pieceSize: pieceSize, limits: limits)
            #expect(requests.count == 1 - excess)
            #expect(refusal?.status == (excess == 0 ? nil : 431))
        }
    }

    @Test(arguments: [
        ("Content-Length: 10", "0123456789"),
        ("Transfer-Encoding: chunked", "a\r\n0123456789\r\n0\r\n\r\n"),
    ])
    func `allow a body that just fits`(field: String, body: String) throws {
        let result = parse(Array(put("\(field)\r\n", body: body).utf8), limits: limits)
        let request = try #require(result.requests.first)
        #expect(request.body.elementsEqual("0123456789".utf8))
        #expect(!request.isBodyTooLarge)
    }

    @Test(arguments: [
        ("Content-Length: 11", "0123456789a", 1), ("Content-Length: 12", "0123456789ab", 0),
        ("Transfer-Encoding: chunked", "5\r\n01234\r\n6\r\n56789a\r\n0\r\n\r\n", 1),
        ("Transfer-Encoding: chunked", "5\r\n01234\r\n7\r\n56789ab\r\n0\r\n\r\n", 0),
        ("Transfer-Encoding: chunked", "5\r\n01234\r\n7fffffffffffffff\r\n", 0),
    ])
    func `are wider at some paths`(field: String, body: String, count: Int) throws {
        var limits = limits
        limits.longBodies = HTTPLimits.LongBodies(pathSuffix: "/long")
        limits.longBodies?.bytesMax = 11
        for path in ["/a/long", "/a"] {
            let text = "PUT \(path) HTTP/1.1\r\nHost: x\r\n\(field)\r\n\r\n\(body)"
            let result = parse(Array(text.utf8), limits: limits)
            let taken = result.requests.filter { !$0.isBodyTooLarge }
            #expect(taken.count == (path == "/a" ? 0 : count))
            #expect(taken.allSatisfy { $0.body.count == 11 })
        }
    }

    @Test(arguments: [
        ("Content-Length: 11", ""), ("Content-Length: 9223372036854775807", ""),
        ("Transfer-Encoding: chunked", "b\r\n"), ("Transfer-Encoding: chunked", "1\r\nx\r\na\r\n"),
        ("Transfer-Encoding: chunked", "7fffffffffffffff\r\n"),
    ])
    func `pass on a request whose body is too large, as the last one`(
        field: String, body: String
    ) throws {
        let text = put("\(field)\r\n", body: body + put(""))
        let result = parse(Array(text.utf8), limits: limits)
        #expect(result.requests.map(\.isBodyTooLarge) == [true])
        #expect(result.requests.first?.keepsConnection == false)
        #expect(result.refusal == nil)
    }
}

@Suite struct `Waiting to continue` {
    private func isContinueTaken(_ text: String) throws -> Bool {
        var parser = RequestParser()
        parser.append(Array(text.utf8)[...])
        _ = try parser.next()
        let isTaken = parser.takeContinue()
        let isTakenAgain = parser.takeContinue()
        #expect(!isTakenAgain)
        return isTaken
    }

    @Test(arguments: [
        (put("Expect: 100-Continue\r\nContent-Length: 1\r\n"), true),
        (put("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"), true),
        (put("Expect: 100-continue\r\nContent-Length: 2\r\n", body: "a"), false),
        (put("Expect: 100-continue\r\n"), false), (put("Content-Length: 1\r\n"), false),
        (put("Expect: 200-ok\r\nContent-Length: 1\r\n"), false),
        (put("Expect: 100-continue\r\nContent-Length: 3145729\r\n"), false),
        ("PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", false),
    ])
    func `is noticed when a body is missing`(text: String, isTaken: Bool) throws {
        #expect(try isContinueTaken(text) == isTaken)
    }
}
