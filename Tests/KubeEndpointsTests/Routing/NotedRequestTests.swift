import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
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

    private func unpacked(_ noted: NotedRequest) -> NotedRequest {
        PackedRequest(noted).unpacked(server.registry.catalog)
    }

    @Test func `says the same after it was packed`() throws {
        let noted = try noted(#"{"metadata":{"name":"web"}}"#, ["User-Agent": "me"])
        let unpacked = unpacked(noted)
        #expect(unpacked.http.body == noted.http.body)
        #expect(unpacked.http.fields == noted.http.fields)
        #expect(unpacked.bodyByteCount == noted.bodyByteCount)
        #expect(unpacked.labels == noted.labels)
        #expect(unpacked.query.first("fieldManager") == noted.query.first("fieldManager"))
        #expect(PackedRequest(noted).head.target == noted.http.target)
    }

    @Test func `loses a body that is long, and says the same`() throws {
        let noted = try noted(Self.long)
        let unpacked = unpacked(noted)
        #expect(unpacked.http.body.isEmpty)
        #expect(unpacked.bodyByteCount == Self.long.utf8.count)
        for noted in [noted, unpacked, self.unpacked(unpacked)] {
            var request = ResolvedRequest(noted)
            #expect(request.verb == .create)
            let (name, holder) = (request.name, request.holderIdentity)
            #expect(name == "web")
            #expect(holder == "me")
        }
        #expect(noted.labels == unpacked.labels)
    }

    @Test func `loses a body that nobody can read`() throws {
        let unpacked = unpacked(try noted(String(repeating: "{", count: 5000)))
        var request = ResolvedRequest(unpacked)
        let name = request.name
        #expect(name == nil)
        #expect(unpacked.bodyByteCount == 5000)
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
