import KubeAPI
import KubeHTTP1
import KubeRegistry
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `The OpenAPI endpoint` {
    private var endpoint: OpenAPIEndpoint
    private let now = Timestamp(seconds: 784_111_777)
    private let key = "/openapi/v3/apis/coordination.k8s.io/v1"

    init() throws {
        endpoint = OpenAPIEndpoint(
            ResourceCatalog(try RuntimeConfig().servedVersions(emulating: nil)))
    }

    @Test func `lists its documents as text`() throws {
        var endpoint = endpoint
        let answer = try endpoint.respond(to: try request("GET", "/openapi/v3"), at: now)
        #expect(answer?.status == 200)
        #expect(answer?.fields["Content-Type"] == "text/plain; charset=utf-8")
        #expect(answer?.fields["Last-Modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
        let text = String(decoding: answer?.body ?? [], as: UTF8.self)
        #expect(text.hasPrefix(#"{"paths":{"api":{"serverRelativeURL":"/openapi/v3/api?hash="#))
    }

    @Test func `lets clients keep a document that they name by its hash`() throws {
        var endpoint = endpoint
        let hash = try hash(&endpoint)

        let answer = try endpoint.respond(to: try request("GET", "\(key)?hash=\(hash)"), at: now)

        #expect(answer?.status == 200)
        #expect(answer?.fields["Etag"] == "\"\(hash)\"")
        #expect(answer?.fields["Content-Type"] == "application/json")
        #expect(answer?.fields["Vary"] == "Accept")
        #expect(answer?.fields["Cache-Control"] == "public, immutable")
        #expect(answer?.fields["Expires"] == "Mon, 06 Nov 1995 08:49:37 GMT")
        #expect(hash == ETag.of(answer?.body ?? []))
    }

    @Test func `does not let them keep one that they name without a hash`() throws {
        var endpoint = endpoint
        let answer = try endpoint.respond(to: try request("GET", key), at: now)
        #expect(answer?.status == 200)
        #expect(answer?.fields["Cache-Control"] == nil)
        #expect(answer?.fields["Expires"] == nil)
    }

    @Test func `sends clients with another hash to the current one`() throws {
        var endpoint = endpoint
        let hash = try hash(&endpoint)

        let answer = try endpoint.respond(to: try request("GET", "\(key)?hash=OLD"), at: now)

        #expect(answer?.status == 301)
        #expect(answer?.fields["Location"] == "\(key)?hash=\(hash)")
        #expect(answer?.fields.values(of: "Vary") == ["Accept"])
        #expect(answer?.body == [])
    }

    @Test(arguments: ["", "W/", "\"other\", "])
    func `says when a client has the document already`(prefix: String) throws {
        var endpoint = endpoint
        let tag = "\(prefix)\"\(try hash(&endpoint))\""

        let answer = try endpoint.respond(
            to: try request("GET", key, ["If-None-Match": tag]), at: now)

        #expect(answer?.status == 304)
        #expect(answer?.body == [])
        #expect(answer?.fields["Content-Type"] == nil)
    }

    @Test(
        arguments: [
            ("/openapi/v3/apis/apps/v1", nil, 404),
            ("/openapi/v3/", nil, 404),
            ("/openapi/v3/version", "text/html", 406),
            ("/openapi/v3/version", "text/html, */*;q=0.1", 200),
            ("/openapi/v3/version", "application/json, */*", 200),
            ("/openapi/v2", "text/html", 406),
            ("/openapi/v2", "application/vnd.kubernetes.protobuf", 406),
        ] as [(String, String?, Int)])
    func `refuses what it does not have`(target: String, accept: String?, status: Int) throws {
        var endpoint = endpoint
        let answer = try endpoint.respond(
            to: try request("GET", target, ["Accept": accept]), at: now)
        #expect(answer?.status == status)
        #expect(answer?.body.isEmpty == (status != 200))
    }

    @Test(arguments: ["/openapi", "/openapi/v4", "/openapi/v2/x", "/apis", "/"])
    func `leaves other paths to others`(target: String) throws {
        var endpoint = endpoint
        let answer = try endpoint.respond(to: try request("GET", target), at: now)
        #expect(answer == nil)
    }

    @Test(
        arguments: [
            (nil, "application/json"),
            ("*/*", "application/json"),
            (
                "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
                "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"
            ),
            (
                "application/json;q=0.5,application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
                "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"
            ),
        ] as [(String?, String)])
    func `writes OpenAPI 2 as the client likes it`(accept: String?, type: String) throws {
        var endpoint = endpoint

        let answer = try endpoint.respond(
            to: try request("GET", "/openapi/v2?timeout=32s", ["Accept": accept]), at: now)

        #expect(answer?.status == 200)
        #expect(answer?.fields["Content-Type"] == type)
        #expect(answer?.fields.values(of: "Vary") == ["Accept-Encoding", "Accept"])
        let json = try endpoint.respond(to: try request("GET", "/openapi/v2"), at: now)
        #expect(answer?.fields["Etag"] == "\"\(ETag.of(json?.body ?? []))\"")
        #expect(answer?.body.first == (type == "application/json" ? UInt8(ascii: "{") : 0x0A))
    }

    @Test func `compresses OpenAPI 2 for clients that accept it`() throws {
        var endpoint = endpoint

        let answer = try endpoint.respond(
            to: try request("GET", "/openapi/v2", ["Accept-Encoding": "gzip"]), at: now)

        #expect(answer?.fields["Content-Encoding"] == "gzip")
        #expect(answer?.fields.values(of: "Vary") == ["Accept-Encoding", "Accept"])
        #expect(answer?.body.starts(with: [0x1F, 0x8B]) == true)
    }

    private func hash(_ endpoint: inout OpenAPIEndpoint) throws -> String {
        let answer = try endpoint.respond(to: try request("GET", key), at: now)
        let tag = try #require(answer?.fields["Etag"])
        return String(tag.dropFirst().dropLast())
    }
}

extension OpenAPIEndpoint {
    /// The answer to `request`; nil when its path leads elsewhere.
    fileprivate mutating func respond(
        to request: HTTPRequest, at now: Timestamp
    ) throws -> HTTPResponse? {
        let versions = try RuntimeConfig().servedVersions(emulating: nil)
        switch Route(request.target.segments, versions) {
        case .openAPIv2: return v2(for: request, at: now)
        case .openAPIv3Index: return v3Index(for: request, at: now)
        case .openAPIv3(let key): return v3(key, for: request, at: now)
        default: return nil
        }
    }
}
