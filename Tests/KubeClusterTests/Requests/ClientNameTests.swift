import FakeAPIServerKit
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import Testing

@Suite struct `A client with a path of its own` {
    private let leases = APIClient.leases

    @Test func `asks the same cluster as all others`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/as/a\(leases)", #"{"metadata":{"name":"web"}}"#)
        #expect(try play.ask("GET", "\(leases)/web")["kind"] == "Lease")
        #expect(try play.ask("GET", "/as/b\(leases)/web")["kind"] == "Lease")
    }

    @Test func `asks any cluster, and its control API`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/as/a/fake/clusters", #"{"name":"x"}"#)
        _ = try play.ask("POST", "/clusters/x/as/a\(leases)", #"{"metadata":{"name":"web"}}"#)
        #expect(try play.ask("GET", "/clusters/x\(leases)")["items"]?.array?.count == 1)
        #expect(try play.ask("GET", leases)["items"] == [])
        #expect(try play.ask("GET", "/clusters/x/as/a/fake/clock")["mode"] == "manual")
    }

    @Test func `keeps its prefix in the paths that it is told`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"x"}"#)
        let root = try play.ask("GET", "/clusters/x/as/a/openapi/v3")
        let url = root[path: "paths", "api/v1", "serverRelativeURL"]?.string
        #expect(url?.hasPrefix("/clusters/x/as/a/openapi/v3/api/v1?hash=") == true)
    }

    @Test(arguments: ["a", "A.b_c-9", String(repeating: "x", count: 63)])
    func `has a plain name`(name: String) throws {
        var play = try HostPlay()
        #expect(try play.ask("GET", "/as/\(name)\(leases)")["kind"] == "LeaseList")
    }

    @Test(arguments: [
        "/as", "/as/", "/as//api", "/as/%61/api", "/as/a%2Fb/api", "/as/a+b/api", "/as/é/api",
        "/as/\(String(repeating: "x", count: 64))/api", "/clusters/none/as/a/api",
    ])
    func `is not found under another one`(path: String) throws {
        var play = try HostPlay()
        let number = try play.send("GET", path)
        #expect(play.answer(number)?.status == 404)
    }

    @Test func `is told what a name is`() throws {
        var play = try HostPlay()
        #expect(
            try play.ask("GET", "/as/a+b/api")["message"]
                == .string(
                    "there is no client at /as/a+b/api: its name is 1 to 63 letters, digits, dots, "
                        + "underscores and dashes, as in /as/a/api"))
    }

    @Test func `is known by its name, and others by their connections`() throws {
        let play = try JournalPlay()
        try play.ask("GET", "/as/a\(leases)", connection: 7, nth: 3)
        try play.ask("GET", leases, connection: 7, nth: 4)
        let requests = try play.requests()
        #expect(JSONValue.array(requests).texts("client") == ["a", "c7"])
        #expect(requests.map { $0["connection"] } == [7, 7])
        #expect(requests.map { $0["nth"] } == [3, 4])
        #expect(JSONValue.array(requests).texts("path") == [leases, leases])
    }
}
