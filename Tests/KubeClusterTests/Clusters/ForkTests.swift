import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A fork` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    private func lease(_ name: String) -> String { #"{"metadata":{"name":"\#(name)"}}"# }

    private func names(_ list: JSONValue) -> [String] {
        list["items"]?.array?.compactMap { $0[path: "metadata", "name"]?.string } ?? []
    }

    /// A play in which the cluster at `/` has the lease a, and b is its fork.
    private func play(elects: Bool = false) throws -> HostPlay {
        var play = try HostPlay(elects: elects)
        _ = try play.ask("POST", leases, lease("a"))
        try play.advance("1h")
        let made = try play.ask("POST", "/fake/clusters", #"{"name":"b","from":"default"}"#)
        #expect(made["path"] == "/clusters/b")
        return play
    }

    @Test func `has the objects of its original, to the byte`() throws {
        var play = try play()
        for path in [leases + "/a", "/api/v1/namespaces"] {
            let here = try play.send("GET", path)
            let there = try play.send("GET", "/clusters/b" + path)
            #expect(play.answer(here)?.body == play.answer(there)?.body)
        }
    }

    @Test func `has none of the original's rules, and nobody waits in it`() throws {
        let play = try HandlerPlay()
        try play.addFault(
            #"[{"match":{"client":"a"},"do":{"hold":true}},{"match":{"verb":"list"},"#
                + #""do":{"status":503},"until":{"lease":"default/a"}}]"#)
        try play.control("POST", "/fake/partitions", #"{"client":"p"}"#)
        let held = try play.send("GET", "/as/a\(leases)")
        let expected = try play.send(
            "POST", "/fake/expect", #"{"that":{"lease":"default/a"},"within":"1h"}"#)
        try play.control("POST", "/fake/clusters", #"{"name":"b","from":"default"}"#)

        for path in ["/fake/faults", "/fake/held", "/fake/partitions"] {
            let members = try play.control("GET", "/clusters/b\(path)").object
            #expect(members?.first?.value == [])
        }
        #expect(try play.ask("GET", "/clusters/b\(leases)").status == 200)
        try play.ask("POST", "/clusters/b\(leases)", lease("a"))
        #expect(play.isWaiting(held) && play.isWaiting(expected))
        try play.ask("POST", leases, lease("a"))
        #expect(play.status(of: expected) == 200)
    }

    @Test func `goes its own way`() throws {
        var play = try play()
        _ = try play.ask("POST", leases, lease("here"))
        _ = try play.ask("POST", "/clusters/b" + leases, lease("there"))
        _ = try play.ask("DELETE", "/clusters/b\(leases)/a")
        #expect(names(try play.ask("GET", leases)) == ["a", "here"])
        #expect(names(try play.ask("GET", "/clusters/b" + leases)) == ["there"])
    }

    @Test func `has a history of its own, which begins with the common one`() throws {
        var play = try play()
        _ = try play.ask("POST", leases, lease("here"))
        _ = try play.ask("POST", "/clusters/b" + leases, lease("there"))
        let watch = try play.send("GET", "/clusters/b\(leases)?watch=1&resourceVersion=5")
        let watched = try play.events(watch).compactMap {
            $0[path: "object", "metadata", "name"]?.string
        }
        #expect(watched == ["a", "there"])
    }

    @Test func `has a clock of its own, which begins where the other stands`() throws {
        var play = try play()
        let start = "2026-01-01T01:00:00.000000Z"
        #expect(try play.ask("GET", "/clusters/b/fake/clock")["now"] == .string(start))
        _ = try play.ask("POST", "/clusters/b/fake/clock", #"{"advance":"1m"}"#)
        #expect(try play.ask("GET", "/fake/clock")["now"] == .string(start))
    }

    @Test func `makes up other uids, even with the same seed`() throws {
        var play = try play()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"c","from":"default","seed":7}"#)
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"d","from":"c","seed":7}"#)
        let uids = try ["", "/clusters/b", "/clusters/c", "/clusters/d"].map { prefix in
            try #require(
                try play.ask("POST", prefix + leases, lease("x"))[path: "metadata", "uid"]?.string)
        }
        #expect(Set(uids).count == 4)
    }

    @Test func `goes on with the elections under the same identity`() throws {
        var play = try play(elects: true)
        let own = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        let before = try play.ask("GET", own)["items"]?.array?.first?["spec"]
        _ = try play.ask("POST", "/clusters/b/fake/clock", #"{"advance":"10s"}"#)
        let there = try play.ask("GET", "/clusters/b" + own)["items"]?.array?.first?["spec"]
        let here = try play.ask("GET", own)["items"]?.array?.first?["spec"]
        #expect(there?["holderIdentity"] == before?["holderIdentity"])
        #expect(there?["leaseTransitions"] == before?["leaseTransitions"])
        #expect(there?["renewTime"] != before?["renewTime"])
        #expect(here == before)
    }

    @Test func `leaves the watches to its original`() throws {
        var play = try HostPlay()
        let watch = try play.send("GET", leases + "?watch=1")
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"b","from":"default"}"#)
        _ = try play.ask("POST", "/clusters/b" + leases, lease("there"))
        _ = try play.ask("POST", leases, lease("here"))
        #expect(
            try play.events(watch).compactMap { $0[path: "object", "metadata", "name"]?.string }
                == ["here"])
        _ = try play.ask("DELETE", "/fake/clusters/b")
        #expect(play.isOpen(watch))
    }

    @Test func `may begin at an older version`() throws {
        var play = try HostPlay(elects: true)
        let made = try play.ask("POST", leases, lease("a"))
        let version = try #require(made[path: "metadata", "resourceVersion"]?.string)
        try play.advance("1m")
        _ = try play.ask("DELETE", leases + "/a")
        _ = try play.ask("POST", leases, lease("later"))

        _ = try play.ask(
            "POST", "/fake/clusters", #"{"name":"b","from":"default","at":"\#(version)"}"#)

        #expect(names(try play.ask("GET", "/clusters/b" + leases)) == ["a"])
        #expect(names(try play.ask("GET", leases)) == ["later"])
        let report = try play.ask("POST", "/clusters/b/fake/clock", #"{"advance":"1m"}"#)
        #expect(report["fired"]?.array?.isEmpty == false, "a coordinator works there")
    }

    @Test func `of what is forgotten is refused in words`() throws {
        var play = try play()
        _ = try play.ask("POST", "/fake/history/expire")
        let forgotten = try play.ask("POST", "/fake/clusters", #"{"from":"default","at":"3"}"#)
        #expect(forgotten["code"] == 410)
        #expect(
            forgotten["message"] == "version 3 is forgotten: there is history from version 6 on")
        let future = try play.ask("POST", "/fake/clusters", #"{"from":"default","at":"99"}"#)
        #expect(future["message"] == "version 99 is to come: the cluster is at version 6")
    }

    @Test(arguments: [
        (
            #"{"from":"nobody"}"#, 404,
            #"there is no cluster "nobody"; GET /fake/clusters lists them"#
        ),
        (
            #"{"at":"5"}"#, 400,
            #"the field "at" is the version of a cluster: say which with {"from":"default"}"#
        ),
        (
            #"{"from":"default","clock":"real"}"#, 400,
            #"a cluster that goes on "from" another is like that one: say only name, at and seed"#
        ),
        (
            #"{"from":"default","controllers":false}"#, 400,
            #"a cluster that goes on "from" another is like that one: say only name, at and seed"#
        ),
        (
            #"{"from":"default","firstResourceVersion":7}"#, 400,
            #"a cluster that goes on "from" another is like that one: say only name, at and seed"#
        ),
        (
            #"{"name":"default"}"#, 409,
            #"the cluster at / is called "default": choose another name"#
        ),
        (
            #"{"from":"default","at":5}"#, 400,
            #"the field "at" must be a resource version such as "41", not 5"#
        ),
    ])
    func `is asked for strictly`(body: String, status: Int, message: String) throws {
        var play = try HostPlay()
        let answer = try play.ask("POST", "/fake/clusters", body)
        #expect(answer["code"] == .integer(Int64(status)))
        #expect(answer["message"] == .string(message))
    }
}
