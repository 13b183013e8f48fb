import KubeHTTP1
import Testing

@Suite struct `The destination of a request` {
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
        let destination = RequestDestination(target)
        #expect(destination.clusterName == cluster)
        #expect(destination.clientName == client)
        #expect(destination.target.path == path)
        #expect(destination.target.query == target.query)
        #expect(destination.target.segments == RequestTarget(origin: path)?.segments ?? [])
    }

    @Test(arguments: [
        "/", "/as", "/clusters", "/as/", "/as//api", "/as/%61/api", "/as/a%2Fb/api", "/%61s/a/api",
        "/as/a+b/api", "/clusters/%61/api", "/as/\(String(repeating: "x", count: 64))/api",
    ])
    func `is the target alone where no name is spelled plainly`(text: String) throws {
        let target = try #require(RequestTarget(origin: text))
        let destination = RequestDestination(target)
        #expect(destination.target == target)
        #expect(destination.clusterName == nil)
        #expect(destination.clientName == nil)
    }

    @Test(arguments: ["/api", "/as/a/api", "/clusters/x/api", "/clusters/x/as/a/api"])
    func `tells what clients put in front`(text: String) throws {
        let target = try #require(RequestTarget(origin: text))
        #expect(HTTPRequest(method: "GET", target: target).basePath + "/api" == text)
    }
}
