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

@Suite struct `The health of a server` {
    @Test(arguments: ["/healthz", "/livez", "/readyz", "/readyz/ping", "/livez/etcd"])
    func `is ok`(path: String) throws {
        var server = try NonResourceFixture()
        #expect(try server.respond("GET", path) == HTTPResponse(text: "ok"))
    }

    @Test func `is told check by check when asked`() throws {
        var server = try NonResourceFixture()
        let text = try server.text("/readyz?verbose&exclude=etcd&exclude=b&exclude=a")
        #expect(
            text.hasPrefix(
                "[+]ping ok\n[+]log ok\n[+]etcd excluded: ok\n[+]etcd-readiness ok\n"
                    + "[+]informer-sync ok\n[+]poststarthook/"))
        #expect(
            text.hasSuffix(
                "[+]shutdown ok\nwarn: some health checks cannot be excluded: no matches for "
                    + "\"a\",\"b\"\nreadyz check passed\n"))
    }

    @Test func `fails when a check does`() throws {
        var server = try NonResourceFixture()
        server.health.failures["etcd"] = "no quorum"
        let response = try server.respond("GET", "/livez")
        #expect(response.status == 500)
        let text = String(decoding: response.body, as: UTF8.self)
        #expect(text.contains("[+]log ok\n[-]etcd failed: reason withheld\n"))
        #expect(text.hasSuffix("livez check failed\n"))
        #expect(
            try server.respond("GET", "/livez/etcd")
                == HTTPResponse(text: "internal server error: no quorum\n", status: 500))
        #expect(try server.text("/livez?exclude=etcd") == "ok")
    }

    @Test func `ends with readiness when the server shuts down`() throws {
        var server = try NonResourceFixture()
        server.health.isShuttingDown = true
        #expect(try server.respond("GET", "/readyz").status == 500)
        #expect(try server.respond("GET", "/livez").status == 200)
        server.health.isShuttingDown = false
        #expect(try server.respond("GET", "/readyz").status == 200)
    }
}

@Suite struct `Metrics of a cluster` {
    @Test func `count requests and objects`() throws {
        var server = try NonResourceFixture()
        let labels = Metrics.RequestLabels(
            verb: "LIST", group: "coordination.k8s.io", version: "v1", resource: "leases",
            scope: "namespace")
        server.metrics.count(labels, code: 200)
        server.metrics.count(labels, code: 200)
        server.metrics.count(Metrics.RequestLabels(verb: "a\"b\\c\nd", isDryRun: true), code: 404)
        server.store.put(
            JSONObject(), at: ObjectKey(resource: "leases", namespace: "ns", name: "a"),
            time: Timestamp(seconds: 0))
        let text = try server.text("/metrics")
        #expect(
            text.contains(
                #"apiserver_request_total{code="200",component="apiserver",dry_run="","#
                    + #"group="coordination.k8s.io",resource="leases",scope="namespace","#
                    + #"subresource="",verb="LIST",version="v1"} 2"# + "\n"))
        #expect(text.contains(#"verb="a\"b\\c\nd",version=""} 1"#))
        #expect(
            text.contains(
                #"apiserver_storage_objects{resource="leases.coordination.k8s.io"} 1"# + "\n"))
        #expect(text.contains(#"git_version="v1.36.2""#))
        #expect(!text.contains("apiserver_request_aborts_total"))
    }

    @Test func `count apart what nobody was answered`() throws {
        var server = try NonResourceFixture()

        server.metrics.count(Metrics.RequestLabels(verb: "GET", resource: "leases"), code: nil)

        let text = try server.text("/metrics")
        #expect(
            text.contains(
                #"apiserver_request_aborts_total{group="",resource="leases",scope="","#
                    + #"subresource="",verb="GET",version=""} 1"# + "\n"))
        #expect(!text.contains("apiserver_request_total{"))
    }
}
