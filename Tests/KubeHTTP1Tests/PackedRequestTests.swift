import Testing

@testable import KubeHTTP1

@Suite struct `A packed request` {
    private func unpacked(_ request: HTTPRequest) -> HTTPRequest {
        var writer = PackedWriter()
        request.packHead(into: &writer)
        var reader = PackedReader(writer.bytes)
        return HTTPRequest(head: &reader)
    }

    private func parsed(_ text: String) throws -> HTTPRequest {
        var parser = RequestParser()
        parser.append(Array(text.utf8)[...])
        return try #require(try parser.next())
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET /a//b/?c=d&e=%2F+f&;&g HTTP/1.1\r\nHost: a:80\r\nUser-Agent:  go \t\r\n\r\n",
        "PUT /caf%C3%A9/%FF? HTTP/1.0\r\nAccept: a\r\naccept: b\r\n\r\n",
        "GET http://a/b?c HTTP/1.1\r\nHost: a\r\nX: \u{E9}\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    ])
    func `is what was parsed`(text: String) throws {
        let request = try parsed(text)
        #expect(unpacked(request) == request)
    }

    @Test func `knows who asked from where`() throws {
        var request = try parsed("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
        request.connection = 300
        request.nth = 1
        request.address = "127.0.0.1"
        request.isBodyTooLarge = true
        #expect(unpacked(request) == request)
    }

    @Test(arguments: ["/clusters/a/as/b/", "/clusters/a/as/b", "/clusters/a/as/b/clusters/c?d"])
    func `has the target that a cluster knows`(target: String) throws {
        let request = try parsed("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
        let unpacked = unpacked(request)
        #expect(unpacked == request)
        #expect(unpacked.clusterName == "a")
        #expect(unpacked.clientName == "b")
    }

    @Test func `says the same when it was not parsed`() throws {
        let target = try #require(RequestTarget(origin: "/a?b=c"))
        let request = HTTPRequest(
            method: "POST", target: target, version: .http10, fields: ["Accept": "d", "X": ""])
        var unpacked = unpacked(request)
        unpacked.head = []
        #expect(unpacked == request)
    }
}

@Suite struct `Packed numbers and texts` {
    private func reader(_ write: (inout PackedWriter) -> Void) -> PackedReader {
        var writer = PackedWriter()
        write(&writer)
        return PackedReader(writer.bytes)
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, UInt64.max - 1])
    func `are numbers`(number: UInt64) {
        var reader = reader {
            $0.append(number)
            $0.append(nil as UInt64?)
            $0.append(number as UInt64?)
        }
        #expect(reader.number() == number)
        #expect(reader.optionalNumber() == nil)
        #expect(reader.optionalNumber() == number)
    }

    @Test(arguments: ["", "a", "fifteen bytes..", "\u{E9} and some more bytes than fifteen"])
    func `are texts`(text: String) {
        var reader = reader {
            $0.append(text)
            $0.append(nil as String?)
            $0.append(text as String?)
            $0.append(Array(text.utf8))
            $0.append(true)
        }
        #expect(reader.text() == text)
        #expect(reader.optionalText() == nil)
        #expect(reader.optionalText() == text)
        #expect(reader.content() == Array(text.utf8))
        let isTrue = reader.isTrue()
        #expect(isTrue)
    }

    @Test func `are short when they are small`() {
        var writer = PackedWriter()
        for number in [0, 1, 127] { writer.append(number) }
        #expect(writer.bytes.count == 3)
    }
}
