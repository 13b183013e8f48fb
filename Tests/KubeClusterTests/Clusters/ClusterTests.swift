import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTime
import Testing

@Suite struct `Clusters of one process` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let lease = #"{"metadata":{"name":"a"}}"#

    @Test func `do not see each other`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)
        _ = try play.ask("POST", "/clusters/a" + leases, lease)
        #expect(try play.ask("GET", "/clusters/a" + leases)["items"]?.array?.count == 1)
        #expect(try play.ask("GET", leases)["items"] == [])
    }

    @Test func `have their own flags, clock and seed`() throws {
        var play = try HostPlay()
        let made = try play.ask(
            "POST", "/fake/clusters",
            #"{"name":"old","emulatedVersion":"1.31","clock":"manual=2030-01-01T00:00:00Z","seed":5}"#
        )
        #expect(made["path"] == "/clusters/old")
        #expect(made["seed"] == 5)
        #expect(try play.ask("GET", "/clusters/old/version")["minor"] == "31")
        _ = try play.ask("POST", "/clusters/old/fake/clock", #"{"advance":"1s"}"#)
        #expect(
            try play.ask("GET", "/clusters/old/fake/clock")["now"] == "2030-01-01T00:00:01.000000Z")
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test func `begin at the version that they are told, or that follows`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a","firstResourceVersion":700}"#)
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"b"}"#)
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"c","clock":"real"}"#)
        let versions = try ["a", "b", "c"].map { name in
            try play.ask("GET", "/clusters/\(name)/api/v1/namespaces/kube-system")[
                path: "metadata", "resourceVersion"]?.string
        }
        // The machine's clock shows 379 days and 8 hours more than at the start of 2026.
        #expect(versions == ["700", "2", "3277440000002"])
    }

    @Test func `each have a coordinator`() throws {
        var play = try HostPlay()
        _ = try play.ask(
            "POST", "/fake/clusters",
            #"{"name":"a","featureGates":"CoordinatedLeaderElection=true","runtimeConfig":"coordination.k8s.io/v1beta1=true"}"#
        )
        let path = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        #expect(try play.ask("GET", "/clusters/a" + path)["items"]?.array?.count == 1)
        #expect(try play.ask("GET", path)["items"] == [])
    }

    @Test func `get names when they are not given any`() throws {
        var play = try HostPlay()
        let names = try (0..<2).map { _ in
            try #require(try play.ask("POST", "/fake/clusters")["name"]?.string)
        }
        #expect(Set(names).count == 2)
        let list = try #require(try play.ask("GET", "/fake/clusters")["clusters"])
        #expect(list.texts("name") == names.sorted())
    }

    @Test func `end their watches and waiting requests when they are deleted`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)
        let watch = try play.send("GET", "/clusters/a\(leases)?watch=1")
        let other = try play.send("GET", "\(leases)?watch=1")
        let request = try play.send("GET", "/clusters/a\(leases)/b?resourceVersion=1000")
        let number = try play.send("DELETE", "/fake/clusters/a")
        #expect(play.answer(number)?.status == 200)
        #expect(!play.isOpen(watch))
        #expect(play.isOpen(other))
        #expect(play.answer(request)?.status == 404)
        let later = try play.send("GET", "/clusters/a" + leases)
        #expect(play.answer(later)?.status == 404)
    }

    @Test func `stay apart when one of many is deleted`() throws {
        var play = try HostPlay()
        for name in ["a", "b", "c"] {
            _ = try play.ask("POST", "/fake/clusters", #"{"name":"\#(name)"}"#)
            _ = try play.ask(
                "POST", "/clusters/\(name)\(leases)", lease.replacing("a\"}", with: "\(name)\"}"))
        }
        _ = try play.ask("DELETE", "/fake/clusters/a")
        for name in ["b", "c"] {
            let items = try play.ask("GET", "/clusters/\(name)\(leases)")["items"]?.array
            #expect(items?.first?[path: "metadata", "name"] == .string(name))
        }
    }

    @Test func `keep their prefix in the paths that they tell`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)
        let root = try play.ask("GET", "/clusters/a/openapi/v3")
        let url = root[path: "paths", "api/v1", "serverRelativeURL"]?.string
        #expect(url?.hasPrefix("/clusters/a/openapi/v3/api/v1?hash=") == true)
        let moved = try play.send("GET", "/clusters/a/openapi/v3/api/v1?hash=0")
        #expect(play.answer(moved)?.fields["Location"]?.hasPrefix("/clusters/a/openapi/") == true)
    }

    @Test(arguments: [
        (#"{"name":"A"}"#, 400), (#"{"name":""}"#, 400), (#"{"name":"a/b"}"#, 400),
        (#"{"name":"taken"}"#, 409), (#"{"clock":"fast"}"#, 400), (#"{"seed":-1}"#, 400),
        (#"{"seed":1.5}"#, 400), (#"{"colour":"red"}"#, 400), (#"{"emulatedVersion":"9.9"}"#, 400),
        (#"{"featureGates":"Nonsense=true"}"#, 400), (#"{"firstResourceVersion":0}"#, 400),
        (#"{"clockRate":2}"#, 400), (#"{"controllers":"*"}"#, 400),
        (#"{"controllers":false}"#, 201), (#"{"name":null}"#, 201),
        (#"{"clock":"real","clockRate":2}"#, 201),
        (#"{"seed":18446744073709551615}"#, 201),
    ])
    func `are created strictly`(body: String, status: Int) throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"taken"}"#)
        let number = try play.send("POST", "/fake/clusters", body)
        #expect(play.answer(number)?.status == status)
    }

    @Test(arguments: [
        "/clusters", "/clusters/", "/clusters/none", "/clusters/%61/api", "/clusters//api",
        "/clusters/a/fake/clusters",
    ])
    func `are reached by their plain names only`(path: String) throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"a"}"#)
        let number = try play.send("GET", path)
        #expect(play.answer(number)?.status == 404)
    }

    @Test func `have no control API when it is off`() throws {
        var play = try HostPlay { $0.servesControlAPI = false }
        for path in ["/fake/clock", "/fake/clusters", "/fake/"] {
            let number = try play.send("GET", path)
            #expect(play.answer(number)?.status == 404)
        }
    }
}
