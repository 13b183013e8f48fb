import FakeAPIServerKit
import KubeHTTP1
import KubeJSON
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `The controllers of a cluster` {
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private static let namespaces = "/api/v1/namespaces"

    private static let foreground = #"{"propagationPolicy":"Foreground"}"#

    /// Creates the lease `owner` and a lease that depends on it.
    private func createPair(
        _ play: inout HostPlay, under prefix: String = "", finalizers: String = ""
    ) throws {
        let path = prefix + Self.leases
        let owner = try play.ask("POST", path, #"{"metadata":{"name":"owner"}}"#)
        let uid = owner[path: "metadata", "uid"]?.string ?? ""
        _ = try play.ask(
            "POST", path,
            """
            {"metadata":{"name":"child","finalizers":[\(finalizers)],"ownerReferences":[
             {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","name":"owner","uid":"\(uid)",
              "blockOwnerDeletion":true}]}}
            """)
    }

    @Test func `do their work before anybody is served again`() throws {
        var play = try HostPlay()
        try createPair(&play)
        let watch = try play.send("GET", "\(Self.leases)?watch=1&resourceVersion=0")

        let owner = try play.ask("DELETE", "\(Self.leases)/owner", Self.foreground)

        #expect(owner[path: "metadata", "finalizers"] == ["foregroundDeletion"])
        #expect(try play.ask("GET", Self.leases)["items"] == [])
        #expect(
            try play.events(watch).suffix(3).map {
                "\($0["type"]?.string ?? "") \($0[path: "object", "metadata", "name"]?.string ?? "")"
            } == ["MODIFIED owner", "DELETED child", "DELETED owner"])
    }

    @Test func `go by the clock of the cluster`() throws {
        var play = try HostPlay()
        let lease = #"{"metadata":{"name":"a","finalizers":["a/b"]}}"#
        let path = Self.leases.replacing("default", with: "team")
        _ = try play.ask("POST", Self.namespaces, #"{"metadata":{"name":"team"}}"#)
        _ = try play.ask("POST", path, lease)
        _ = try play.ask("POST", path, lease.replacing(#""a","#, with: #""b","#))
        _ = try play.ask("DELETE", "\(Self.namespaces)/team")
        let last = { (play: inout HostPlay) in
            try play.ask("GET", "\(Self.namespaces)/team")[path: "status", "conditions"]?
                .array?[3]["message"]?.string ?? ""
        }
        _ = try play.ask("PUT", "\(path)/a", try stripped(play.ask("GET", "\(path)/a")))
        play.wait(.seconds(60))
        #expect(try last(&play).hasSuffix("has 2 resource instances"))

        let report = try play.advance("8s")

        #expect(try last(&play).hasSuffix("has 1 resource instances"))
        #expect(report["fired"]?.texts("message") == ["The server updated namespaces/team."])
    }

    /// The object without finalizers, as text.
    private func stripped(_ object: JSONValue) throws -> String {
        var object = try #require(object.object)
        object[object: "metadata"]["finalizers"] = nil
        return JSONWriter.text(.object(object))
    }

    /// Who is there of the pair, and who is left once the owner is deleted.
    private func namesAroundDeletion(
        _ play: inout HostPlay, under prefix: String = ""
    ) throws -> [[String]] {
        let names = { (play: inout HostPlay) in
            try play.ask("GET", prefix + Self.leases)["items"]?.array?.compactMap {
                $0[path: "metadata", "name"]?.string
            } ?? []
        }
        let before = try names(&play)
        _ = try play.ask("DELETE", "\(prefix)\(Self.leases)/owner")
        return [before, try names(&play)]
    }

    @Test func `know in a fork who depends on whom`() throws {
        var play = try HostPlay()
        try createPair(&play)
        let list = try play.ask("GET", Self.leases)
        let version = try #require(list[path: "metadata", "resourceVersion"]?.string)
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"now","from":"default"}"#)
        _ = try play.ask("DELETE", "\(Self.leases)/owner")
        _ = try play.ask(
            "POST", "/fake/clusters", #"{"name":"then","from":"default","at":"\#(version)"}"#)

        for name in ["now", "then"] {
            let names = try namesAroundDeletion(&play, under: "/clusters/\(name)")
            #expect(names == [["child", "owner"], []], "\(name)")
        }
    }

    @Test func `know after a restore who depends on whom`() throws {
        var play = try HostPlay()
        try createPair(&play)
        let number = try play.send("GET", "/fake/snapshot")
        let snapshot = String(decoding: play.answer(number)?.body ?? [], as: UTF8.self)
        _ = try play.ask("DELETE", "\(Self.leases)/owner")

        _ = try play.ask("PUT", "/fake/snapshot", snapshot)

        let names = try namesAroundDeletion(&play)
        #expect(names == [["child", "owner"], []])
    }

    @Test func `go on after a reset`() throws {
        var play = try HostPlay()
        try createPair(&play)
        _ = try play.ask("POST", "/fake/reset")
        try createPair(&play)

        let names = try namesAroundDeletion(&play)
        #expect(names == [["child", "owner"], []])
    }

    @Test func `do not wait for the time of a clock that was reset`() throws {
        var play = try HostPlay()
        try play.advance("1h")
        let path = Self.leases.replacing("default", with: "team")
        _ = try play.ask("POST", Self.namespaces, #"{"metadata":{"name":"team"}}"#)
        for name in ["a", "b"] {
            let lease = #"{"metadata":{"name":"\#(name)","finalizers":["a/b"]}}"#
            _ = try play.ask("POST", path, lease)
        }
        _ = try play.ask("DELETE", "\(Self.namespaces)/team")
        _ = try play.ask("POST", "/fake/reset", #"{"only":["clock"]}"#)
        _ = try play.ask("PUT", "\(path)/a", try stripped(play.ask("GET", "\(path)/a")))

        try play.advance("8s")

        let team = try play.ask("GET", "\(Self.namespaces)/team")
        let message = team[path: "status", "conditions"]?.array?[3]["message"]?.string ?? ""
        #expect(message.hasSuffix("has 1 resource instances"), "\(message)")
    }

    @Test func `leave everything to others in a bare API server`() throws {
        var play = try HostPlay { $0.runsControllers = false }
        try createPair(&play)
        _ = try play.ask("POST", Self.namespaces, #"{"metadata":{"name":"team"}}"#)

        _ = try play.ask("DELETE", "\(Self.leases)/owner", Self.foreground)
        _ = try play.ask("DELETE", "\(Self.namespaces)/team")
        try play.advance("1h")

        let names = try play.ask("GET", Self.leases)["items"]?.array?.map {
            $0[path: "metadata", "name"]
        }
        #expect(names == ["child", "owner"])
        let team = try play.ask("GET", "\(Self.namespaces)/team")
        #expect(team["status"] == ["phase": "Terminating"])
        #expect(team["spec"] == ["finalizers": ["kubernetes"]])
    }

    @Test func `can be left out of one cluster of many`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", "/fake/clusters", #"{"name":"bare","controllers":false}"#)
        for prefix in ["", "/clusters/bare"] {
            try createPair(&play, under: prefix)
            _ = try play.ask("DELETE", "\(prefix)\(Self.leases)/owner")
        }

        #expect(try play.ask("GET", Self.leases)["items"] == [])
        let left = try play.ask("GET", "/clusters/bare\(Self.leases)")
        #expect(left["items"]?.array?.count == 1)
    }

    @Test func `begin again after a reset`() throws {
        var play = try HostPlay()
        try createPair(&play)
        _ = try play.ask("POST", "/fake/reset")
        try createPair(&play)

        _ = try play.ask("DELETE", "\(Self.leases)/owner")

        #expect(try play.ask("GET", Self.leases)["items"] == [])
    }

    @Test func `tell in the log why an object is gone`() throws {
        let log = RequestLog(
            of: ["object", "owners", "propagationPolicy"],
            saying: "Deleted an object whose owners are gone")
        var host = try TestHost()
        host.clusters.logger = log.logger
        let lease = """
            {"metadata":{"name":"a","ownerReferences":[
             {"apiVersion":"v1","kind":"Namespace","name":"gone","uid":"1-2"}]}}
            """
        _ = try host.answer(
            try HTTPRequest(
                "POST", Self.leases, Array(lease.utf8), fields: ["Content-Type": "application/json"]
            ))

        host.advance()

        #expect(
            log.all == ["leases/default/a v1/Namespace gone (uid 1-2) Background"])
    }

    @Test func `are not taken for the coordinator in what a clock reports`() throws {
        var play = try HostPlay()
        try createPair(&play, finalizers: #""a/b""#)
        let advance = try play.post("POST", "/fake/clock", #"{"advance":"1s"}"#)
        _ = try play.post("DELETE", "\(Self.leases)/owner")
        play.turn()

        let answer = try #require(play.answer(advance))
        let fired = try JSONParser.parse(answer.body)["fired"]
        #expect(fired?.texts("message").contains { $0.contains("coordinator") } != true)
    }
}
