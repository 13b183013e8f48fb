import KubeAPI
import KubeCluster
import KubeHTTP1
import KubeTestSupport
import Testing

@Suite struct `A web page` {
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    /// Why a request is refused; nil when it is answered.
    private func refusal(
        _ method: String, _ path: String, _ fields: HTTPFields,
        by hosts: AllowedHosts? = AllowedHosts(),
        from address: String = "127.0.0.1"
    ) throws -> StatusError? {
        var request = try HTTPRequest(method, path, fields: ["Host": "localhost:8080"])
        for field in fields { request.fields[field.name] = field.value }
        request.address = address
        var guarding = PageGuard(hosts)
        let first = guarding.refusal(of: request)
        // What is remembered of the first request changes nothing.
        #expect(guarding.refusal(of: request) == first)
        return first
    }

    @Test(arguments: ["GET", "POST"], ["/", leases, "/fake/clock", "/clusters/a/fake/reset"])
    func `cannot come by a name of its own`(method: String, path: String) throws {
        let refusal = try #require(try refusal(method, path, ["Host": "evil.example:8080"]))
        #expect(refusal.code == 421)
        #expect(
            refusal.message
                == "this server is not called \"evil.example:8080\": a web page may have sent this by "
                + "a name of its own; --allowed-hosts=NAME allows a name")
    }

    @Test(arguments: [
        ("POST", leases), ("PUT", "\(leases)/a"), ("PATCH", "\(leases)/a"), ("DELETE", leases),
        ("POST", "/fake/reset"), ("GET", "/fake/requests"), ("POST", "/clusters/a/as/b/fake/clock"),
        ("GET", "/clusters/a/fake/snapshot"), ("HEAD", "/as/b/fake/clock"),
    ])
    func `of another origin can neither write nor ask the control API`(
        method: String, path: String
    ) throws {
        let pages: [HTTPFields] = [
            ["Origin": "http://evil.example"], ["Origin": "http://localhost:9999"],
            ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
            ["Sec-Fetch-Site": "same-site"],
            ["Origin": "http://localhost:8080", "Sec-Fetch-Site": "cross-site"],
        ]
        for page in pages {
            #expect(try refusal(method, path, page)?.code == 403, "\(page)")
            #expect(try refusal(method, path, page, by: nil)?.code == 403, "\(page)")
        }
    }

    @Test func `of another origin is told which it is`() throws {
        let refusal = try refusal("POST", "/fake/reset", ["Origin": "http://evil.example"])
        #expect(
            refusal?.message
                == "a web page of another origin may neither write nor ask the control API "
                + "(Origin: http://evil.example)")
    }

    @Test(
        arguments: [
            [:], ["Sec-Fetch-Site": "none"], ["Sec-Fetch-Site": "same-origin"],
            ["Origin": "http://localhost:8080", "Sec-Fetch-Site": "same-origin"],
            ["Origin": "HTTP://LOCALHOST:8080"],
        ] as [HTTPFields])
    func `of the server itself can do everything, as can who is no page`(fields: HTTPFields) throws
    {
        #expect(try refusal("POST", "/fake/reset", fields) == nil)
        #expect(try refusal("DELETE", Self.leases, fields) == nil)
    }

    @Test func `of another origin may read, as the browser shows it nothing`() throws {
        #expect(try refusal("GET", Self.leases, ["Sec-Fetch-Site": "cross-site"]) == nil)
    }

    @Test func `cannot come over a socket in the file system`() throws {
        #expect(try refusal("POST", "/fake/reset", ["Host": "docker"], from: "") == nil)
    }

    @Test func `may come by any name to a server that has many`() throws {
        #expect(try refusal("POST", "/fake/reset", ["Host": "api.test"], by: nil) == nil)
    }
}
