import KubeHTTP1
import KubeJSON
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

@Suite struct `Paths without a resource` {
    private static let notFound =
        #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the "#
        + #"server could not find the requested resource","reason":"NotFound","details":{},"#
        + #""code":404}"# + "\n"

    @Test(arguments: [
        "/apis/coordination.k8s.io/v2", "/apis/coordination.k8s.io/v1beta1",
        "/apis/coordination.k8s.io/v1/x/y/z/a/b", "/api/v2", "/version/x",
    ])
    func `get a Status where an API owns them`(path: String) throws {
        var server = try NonResourceFixture()
        #expect(try server.respond("GET", path).status == 404)
        #expect(try server.text(path) == Self.notFound)
    }

    @Test(arguments: [
        "/apis/nope.example.com/v1", "/apis/nope.example.com", "/nope", "/healthz/", "/metrics/",
        "/healthz/nope", "//healthz", "/openapi",
    ])
    func `get plain text where nobody does`(path: String) throws {
        var server = try NonResourceFixture()
        #expect(try server.respond("GET", path) == .pageNotFound)
    }

    @Test(arguments: ["POST", "PUT", "HEAD", "OPTIONS", "get"])
    func `take only GET where an API owns them`(method: String) throws {
        var server = try NonResourceFixture()
        for path in ["/api", "/apis", "/apis/coordination.k8s.io", "/api/v1", "/version"] {
            let response = try server.respond(method, path)
            #expect(response.status == 405)
            #expect(response.fields["Allow"] == nil)
        }
        #expect(try server.respond(method, "/healthz").status == 200)
        #expect(try server.respond(method, "/").status == 200)
    }

    @Test(arguments: ["/version", "/version/", "//version", "/version//"])
    func `show the version, slashes aside`(path: String) throws {
        var server = try NonResourceFixture()
        let text = try server.text(path)
        #expect(
            text.hasPrefix("{\n  \"major\": \"1\",\n  \"minor\": \"36\",\n  \"emulationMajor\""))
        #expect(text.hasSuffix("\"platform\": \"linux/amd64\"\n}"))
    }

    @Test func `say the version in JSON alone`() throws {
        var server = try NonResourceFixture()
        let response = try server.respond("GET", "/version", ["Accept": "application/yaml"])
        #expect(response.status == 406)
        let body = String(decoding: response.body, as: UTF8.self)
        #expect(body.contains("message: |"))
        #expect(body.contains("Available representations: application/json\n"))
    }

    @Test func `are listed by the index, and are there`() throws {
        var server = try NonResourceFixture(runtimeConfig: ["coordination.k8s.io/v1beta1=true"])
        let index = try JSONParser.parse(try server.text("/"))
        let paths = (index["paths"]?.array ?? []).compactMap(\.string)
        #expect(paths == paths.sorted { $0.precedesBytewise($1) })
        #expect(paths.contains("/apis/coordination.k8s.io/v1beta1"))
        #expect(paths.contains("/readyz/poststarthook/rbac/bootstrap-roles"))
        // A prefix of paths, without a document of its own.
        for path in paths where path != "/openapi/v3/" {
            #expect(try server.respond("GET", path).status == 200)
        }
        #expect(try server.text("/index.html") == (try server.text("/")))
    }
}
