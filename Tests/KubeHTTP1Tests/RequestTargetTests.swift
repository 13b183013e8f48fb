import KubeHTTP1
import Testing

@Suite struct `Targets of requests` {
    @Test(arguments: [
        ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("//a", ["", "a"]),
        ("/a//b", ["a", "", "b"]),
        ("/a%20b/c", ["a b", "c"]), ("/a%2Fb", ["a", "b"]), ("/a+b", ["a+b"]), ("/%2525", ["%25"]),
        ("/%ff", ["\u{FFFD}"]), ("/a?b/c", ["a"]), ("/é", ["é"]),
    ])
    func `are decoded once and cut at slashes`(text: String, segments: [String]) throws {
        #expect(try #require(RequestTarget(origin: text)).segments == segments)
    }

    @Test(arguments: [
        ("/", []), ("/?", []), ("/?a", [("a", "")]), ("/?a=1&a=2", [("a", "1"), ("a", "2")]),
        ("/?a=b=c&&d", [("a", "b=c"), ("d", "")]), ("/?a+b=c%2Bd+e", [("a b", "c+d e")]),
        ("/?a%3Db=c?d", [("a=b", "c?d")]), ("/?=x", [("", "x")]),
        ("/?%", []), ("/?a=%zz&b=1", [("b", "1")]), ("/?a%=b&a=2", [("a", "2")]),
        ("/?a=1;b=2&c=3", [("c", "3")]), ("/?a%3B=1%3B", [("a;", "1;")]), ("/?é", [("é", "")]),
    ])
    func `have a query in order`(text: String, items: [(String, String)]) throws {
        let target = try #require(RequestTarget(origin: text))
        #expect(target.queryItems == items.map { QueryItem(name: $0.0, value: $0.1) })
    }

    @Test(
        arguments: [
            ("/a/%ff%41/b", ["\u{FFFD}A"], [[0xFF, 0x41]]), ("/a%20b/%C3%A9", [], []),
            ("/a?b=%ff&c", ["\u{FFFD}"], [[0xFF]]),
            ("/%ff/%fe", ["\u{FFFD}", "\u{FFFD}"], [[0xFF], [0xFE]]),
        ] as [(String, [String], [[UInt8]])])
    func `tell which of their segments and values are no text`(
        text: String, mended: [String], bytes: [[UInt8]]
    ) throws {
        let texts = try #require(RequestTarget(origin: text)).mendedTexts
        #expect(texts.map(\.text) == mended)
        #expect(texts.map(\.bytes) == bytes)
    }

    @Test(arguments: ["/%", "/%1", "/%g1", "/a%1g"])
    func `are nil with a malformed escape in the path`(text: String) {
        #expect(RequestTarget(origin: text) == nil)
    }

    @Test(arguments: [
        ("GET http://other:1/a?b=c HTTP/1.1", "/a", "b=c"),
        ("GET HTTPS://[::1] HTTP/1.1", "/", nil),
        ("GET http://x?y HTTP/1.1", "/", "y"), ("OPTIONS * HTTP/1.1", "*", nil),
        ("OPTIONS /a HTTP/1.1", "/a", nil), ("GET /%C3%A9?%zz HTTP/1.1", "/%C3%A9", "%zz"),
    ])
    func `come in three forms`(line: String, path: String, query: String?) throws {
        var parser = RequestParser()
        parser.append(Array("\(line)\r\nHost: x\r\n\r\n".utf8)[...])
        let request = try parser.next()
        let target = try #require(request).target
        #expect(target.path == path)
        #expect(target.query == query)
    }
}
