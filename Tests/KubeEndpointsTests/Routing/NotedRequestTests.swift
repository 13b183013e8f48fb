import KubeHTTP1
import KubeJSON
import Testing

@testable import KubeEndpoints

@Suite struct `A request that was noted` {
    private let server: ServerFixture

    init() throws {
        server = try ServerFixture()
    }

    private func noted(_ body: String, _ fields: HTTPFields = [:]) throws -> NotedRequest {
        var request = try request("POST", ServerFixture.leases)
        request.body = Array(body.utf8)
        request.fields = fields
        return server.api.resolve(request).noted
    }

    /// A lease whose body has more bytes than are kept.
    private static let long =
        #"{"metadata":{"name":"web","annotations":{"a":"\#(String(repeating: "x", count: 4096))"}},"#
        + #""spec":{"holderIdentity":"me"}}"#

    @Test func `is kept as it is when it is short`() throws {
        let noted = try noted(#"{"metadata":{"name":"web"}}"#)
        #expect(noted.abridged === noted)
        #expect(noted.bodyByteCount == noted.http.body.count)
    }

    @Test func `loses a body that is long, and says the same`() throws {
        let noted = try noted(Self.long)
        let abridged = noted.abridged
        #expect(abridged.http.body.isEmpty)
        #expect(abridged.bodyByteCount == Self.long.utf8.count)
        #expect(abridged.byteCount < noted.byteCount - 4096)
        for noted in [noted, abridged] {
            var request = ResolvedRequest(noted)
            #expect(request.verb == .create)
            let (name, holder) = (request.name, request.holderIdentity)
            #expect(name == "web")
            #expect(holder == "me")
        }
        #expect(noted.labels == abridged.labels)
    }

    @Test func `loses a body that nobody can read`() throws {
        let abridged = try noted(String(repeating: "{", count: 5000)).abridged
        var request = ResolvedRequest(abridged)
        let name = request.name
        #expect(name == nil)
        #expect(abridged.bodyByteCount == 5000)
    }

    @Test func `shows no credentials`() throws {
        let noted = try noted("", ["AUTHORIZATION": "Bearer secret", "Accept": "*/*"])
        #expect(noted.publicFields.map(\.name) == ["Accept"])
    }

    @Test func `is counted unless it is turned away at once`() throws {
        #expect(server.api.resolve(try request("GET", ServerFixture.leases)).noted.labels != nil)
        #expect(server.api.resolve(try request("PUT", ServerFixture.leases)).noted.labels == nil)
        #expect(server.api.resolve(try request("GET", "/readyz")).noted.labels == nil)
    }
}
