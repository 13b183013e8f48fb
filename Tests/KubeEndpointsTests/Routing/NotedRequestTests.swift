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

    /// A request as it is read after it was packed.
    private func unpacked(_ noted: NotedRequest) -> NotedRequest {
        PackedRequest(noted).unpacked(server.api.catalog)
    }

    @Test func `is packed as it is when it is short`() throws {
        let noted = try noted(#"{"metadata":{"name":"web"}}"#, ["Accept": "*/*"])
        let unpacked = unpacked(noted)
        #expect(unpacked.http == noted.http)
        #expect(PackedRequest(noted).head.target == noted.http.target)
        #expect(unpacked.bodyByteCount == noted.http.body.count)
    }

    @Test func `is packed with the cluster and the client that its path names`() throws {
        var request = try request("GET", "/clusters/one/as/a/clusters/two/as/b")
        request.connection = 7
        request.nth = 3
        request.address = "127.0.0.1"
        let unpacked = unpacked(server.api.resolve(request).noted)
        #expect(unpacked.http == request)
        #expect(unpacked.http.target.path == "/clusters/two/as/b")
    }

    @Test func `loses a body that is long when it is packed, and says the same`() throws {
        let noted = try noted(Self.long)
        let unpacked = unpacked(noted)
        #expect(unpacked.http.body.isEmpty)
        #expect(unpacked.bodyByteCount == Self.long.utf8.count)
        for noted in [noted, unpacked] {
            var request = ResolvedRequest(noted)
            #expect(request.verb == .create)
            let (name, holder) = (request.name, request.holderIdentity)
            #expect(name == "web")
            #expect(holder == "me")
        }
        #expect(noted.labels == unpacked.labels)
    }

    @Test func `loses a body that nobody can read when it is packed`() throws {
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
