import Testing

@testable import KubeHTTP1

@Suite struct `A head that is sent again` {
    private var parser = RequestParser()
    private let head = "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"

    private mutating func ask(_ text: String) throws -> HTTPRequest? {
        parser.append(Array(text.utf8)[...])
        return try parser.next()
    }

    @Test mutating func `begins a request with another body`() throws {
        let first = try #require(try ask(head + "ab"))
        let second = try #require(try ask(head + "cd"))
        #expect(first.body == Array("ab".utf8))
        #expect(second.body == Array("cd".utf8))
        #expect(first.fields == second.fields)
        #expect(first.target == second.target)
        #expect(second.head == Array(head.utf8))
    }

    @Test mutating func `may come in pieces, and so may the first one`() throws {
        for _ in 1...3 {
            for byte in (head + "a").utf8 {
                parser.append([byte])
                #expect(try parser.next() == nil)
            }
            let request = try #require(try ask("b"))
            #expect(request.method == "PUT")
            #expect(request.head == Array(head.utf8))
            #expect(request.body == Array("ab".utf8))
        }
    }

    @Test mutating func `is not one that only begins like it`() throws {
        _ = try ask(head + "ab")
        let longer = "PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 21\r\n\r\n"
        let other = try #require(try ask(longer + String(repeating: "c", count: 21)))
        #expect(other.body.count == 21)
        let first = try #require(try ask(head + "de"))
        #expect(first.body == Array("de".utf8))
    }

    @Test mutating func `is followed by others that were sent with it`() throws {
        let get = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"
        parser.append(Array((head + "ab" + head + "cd" + get + get + head + "ef").utf8)[...])
        var requests: [HTTPRequest] = []
        while let request = try parser.next() { requests.append(request) }
        #expect(requests.map(\.method) == ["PUT", "PUT", "GET", "GET", "PUT"])
        #expect(
            requests.map { String(decoding: $0.body, as: UTF8.self) } == ["ab", "cd", "", "", "ef"])
    }

    @Test mutating func `has the client wait for 100 Continue again`() throws {
        let head = "PUT /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
        for _ in 1...2 {
            #expect(try ask(head) == nil)
            let isAwaited = parser.takeContinue()
            #expect(isAwaited)
            #expect(try ask("a")?.body == [UInt8(ascii: "a")])
        }
    }

    @Test mutating func `is forgotten with the memory of the requests so far`() throws {
        _ = try ask(head + "ab")
        parser.releaseMemory()
        #expect(try ask(head + "cd")?.body == Array("cd".utf8))
    }
}
