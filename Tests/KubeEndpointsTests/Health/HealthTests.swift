import KubeHTTP1
import KubeJSON
import KubeStore
import KubeTime
import Testing

@testable import KubeEndpoints

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
