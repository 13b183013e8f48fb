import HTTP1
import Testing

@testable import Endpoints

@Suite struct `The way of a request` {
    @Test func `ends at once when it concerns the whole server`() throws {
        var server = try ServerFixture()
        var parser = RequestParser()
        parser.append(Array("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n".utf8)[...])
        let parsed = try parser.next()
        let request = try #require(parsed)

        guard case .complete(let response) = server.api.respond(to: request, at: server.now) else {
            Issue.record("it is not answered at once")
            return
        }

        #expect(response == HTTPResponse(status: 200))
    }

    @Test func `leads nowhere with bytes beyond ASCII`() throws {
        var server = try ServerFixture()

        #expect(try server.send(request("GET", "/é")).status == 404)
        #expect(try server.send(request("GET", "\(ServerFixture.leases)/é")).status == 404)
    }
}
