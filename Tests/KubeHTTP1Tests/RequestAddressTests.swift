import KubeHTTP1
import Testing

@Suite struct `The address of a request` {
    @Test(arguments: [
        ("/api", nil, nil, "/api"), ("/as/a/api", nil, "a", "/api"),
        ("/clusters/x/api", "x", nil, "/api"), ("/clusters/x/as/a/api?b=c", "x", "a", "/api"),
        ("/clusters/x", "x", nil, ""), ("/as/a/", nil, "a", "/"),
        ("/as/A.b_c-9/api", nil, "A.b_c-9", "/api"),
        ("/as/a/clusters/x/api", nil, "a", "/clusters/x/api"),
        ("/as/a/as/b/api", nil, "a", "/as/b/api"),
    ])
    func `names a cluster and a client before the path`(
        text: String, cluster: String?, client: String?, path: String
    ) throws {
        let target = try #require(RequestTarget(origin: text))
        let address = RequestAddress(target)
        #expect(address.clusterName == cluster)
        #expect(address.clientName == client)
        #expect(address.target.path == path)
        #expect(address.target.query == target.query)
        #expect(address.target.segments == RequestTarget(origin: path)?.segments ?? [])
    }

    @Test(arguments: [
        "/", "/as", "/clusters", "/as/", "/as//api", "/as/%61/api", "/as/a%2Fb/api", "/%61s/a/api",
        "/as/a+b/api", "/clusters/%61/api", "/as/\(String(repeating: "x", count: 64))/api",
    ])
    func `is the target alone where no name is spelled plainly`(text: String) throws {
        let target = try #require(RequestTarget(origin: text))
        let address = RequestAddress(target)
        #expect(address.target == target)
        #expect(address.clusterName == nil)
        #expect(address.clientName == nil)
    }

    @Test(arguments: ["/api", "/as/a/api", "/clusters/x/api", "/clusters/x/as/a/api"])
    func `tells what clients put in front`(text: String) throws {
        let target = try #require(RequestTarget(origin: text))
        #expect(HTTPRequest(method: "GET", target: target).basePath + "/api" == text)
    }
}
