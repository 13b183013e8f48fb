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
        "/healthz/nope", "//healthz", "/openapi", "//version", "//apis/coordination.k8s.io/v1",
        "//apis/coordination.k8s.io/v1/leases", "/apis//",
    ])
    func `get plain text where nobody does`(path: String) throws {
        var server = try NonResourceFixture()
        #expect(try server.respond("GET", path) == .pageNotFound)
    }

    @Test(arguments: ["POST", "PUT", "HEAD", "OPTIONS", "get"])
    func `take only GET where an API owns them`(method: String) throws {
        var server = try NonResourceFixture()
        for path in ["/api", "/apis/coordination.k8s.io/v1", "/api/v1", "/version"] {
            let response = try server.respond(method, path)
            #expect(response.status == 405)
            #expect(response.fields["Allow"] == nil)
        }
        #expect(try server.respond(method, "/healthz").status == 200)
        #expect(try server.respond(method, "/").status == 200)
    }

    // DSC-002, DSC-003, DSC-020
    @Test(arguments: ["POST", "PATCH", "HEAD", "OPTIONS", "DELETE"])
    func `tell whoever asks about groups, by any method`(method: String) throws {
        var server = try NonResourceFixture()
        let aggregated =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
        for (path, accept) in [
            ("/apis", "application/json"), ("/apis/", "application/json"), ("/apis", aggregated),
            ("/apis/coordination.k8s.io", "application/json"),
        ] {
            let asked = try server.respond("GET", path, ["Accept": accept])
            #expect(asked.status == 200)
            #expect(try server.respond(method, path, ["Accept": accept]) == asked)
        }
    }

    // DSC-020, NEG-009
    @Test(arguments: ["/apis/", "/apis/coordination.k8s.io"])
    func `do not aggregate beside /apis`(path: String) throws {
        var server = try NonResourceFixture()
        let aggregated =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"

        let only = try server.respond("GET", path, ["Accept": aggregated])
        let preferred = try server.respond(
            "GET", path, ["Accept": aggregated + ",application/json"])

        #expect(only.status == 406)
        #expect(only.body.starts(with: "{\n  \"kind\": \"Status\"".utf8))
        #expect(preferred.status == 200)
        #expect(preferred.fields["Content-Type"] == "application/json")
    }

    @Test(
        arguments: ["GET", "POST"],
        [
            "/apis/coordination.k8s.io/v1/watch", "/api/v1/watch/", "/apis/nope/v9/proxy?a=b&c",
        ])
    func `do not end before what is to be watched`(method: String, path: String) throws {
        var server = try NonResourceFixture()

        let answer = try server.respond(method, path, ["Accept": "application/json"])

        let shown = path.replacing("&", with: "&amp;")
        #expect(answer.status == 500)
        #expect(answer.fields["Content-Type"] == "text/plain; charset=utf-8")
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == "Internal Server Error: \"\(shown)\": failed to create RequestInfo: unable to "
                + "determine kind and namespace from url, \(shown)\n")
    }

    @Test(arguments: ["/version", "/version/", "/version//"])
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
