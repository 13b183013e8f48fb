import KubeHTTP1
import KubeJSON
import Testing

@Suite struct `A reset` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"

    @Test func `leaves the four namespaces and nothing else`() throws {
        var play = try HostPlay()
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"a"}}"#)
        _ = try play.ask("POST", "/fake/reset")
        #expect(try play.ask("GET", leases)["items"] == [])
        #expect(try play.ask("GET", "/api/v1/namespaces")["items"]?.array?.count == 4)
    }

    @Test func `makes every watch list again`() throws {
        var play = try HostPlay()
        let list = try play.ask("GET", leases)
        let version = try #require(list[path: "metadata", "resourceVersion"]?.string)
        let watch = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(version)")
        _ = try play.ask("POST", "/fake/reset")
        #expect(!play.isOpen(watch))
        let events = try play.events(watch)
        #expect(events.count == 1)
        #expect(events.first?[path: "object", "reason"] == "Expired")
        let late = try play.send("GET", "\(leases)?watch=1&resourceVersion=\(version)")
        #expect(try play.events(late).first?[path: "object", "code"] == 410)
    }

    @Test func `never repeats a version or a uid`() throws {
        var play = try HostPlay()
        let before = try play.ask("POST", leases, #"{"metadata":{"name":"a"}}"#)
        _ = try play.ask("POST", "/fake/reset")
        let after = try play.ask("POST", leases, #"{"metadata":{"name":"a"}}"#)
        #expect(before[path: "metadata", "uid"] != after[path: "metadata", "uid"])
        let versions = [before, after].compactMap {
            $0[path: "metadata", "resourceVersion"]?.string.flatMap { UInt64($0) }
        }
        #expect(versions.count == 2 && versions[0] < versions[1])
    }

    @Test func `starts the coordinator again`() throws {
        var play = try HostPlay(elects: true)
        _ = try play.ask("POST", "/fake/reset")
        let path = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases"
        #expect(try play.ask("GET", path)["items"]?.array?.count == 1)
    }

    @Test func `lets the clock begin again`() throws {
        var play = try HostPlay()
        try play.advance("1h")
        _ = try play.ask("POST", "/fake/clock", #"{"mode":"real","rate":50}"#)
        _ = try play.ask("POST", "/fake/reset")
        let clock = try play.ask("GET", "/fake/clock")
        #expect(clock["mode"] == "manual")
        #expect(clock["now"] == "2026-01-01T00:00:00.000000Z")
        let namespace = try play.ask("GET", "/api/v1/namespaces/default")
        #expect(namespace[path: "metadata", "creationTimestamp"] == "2026-01-01T00:00:00Z")
    }

    @Test func `can be confined to the objects`() throws {
        var play = try HostPlay()
        try play.advance("1h")
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"a"}}"#)
        _ = try play.ask("POST", "/fake/reset", #"{"only":["objects"]}"#)
        #expect(try play.ask("GET", leases)["items"] == [])
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2026-01-01T01:00:00.000000Z")
    }

    @Test func `can be confined to the clock`() throws {
        var play = try HostPlay(elects: true)
        _ = try play.ask("POST", leases, #"{"metadata":{"name":"a"}}"#)
        try play.advance("1h")
        let watch = try play.send("GET", leases + "?watch=1")
        _ = try play.ask("POST", "/fake/reset", #"{"only":["clock"]}"#)
        #expect(play.isOpen(watch))
        #expect(try play.ask("GET", leases)["items"]?.array?.count == 1)
        let report = try play.advance("10s")
        #expect(report["now"] == "2026-01-01T00:00:10.000000Z")
        #expect(report["fired"]?.array?.isEmpty == false, "the coordinator goes on")
    }

    @Test func `lets the clock of a cluster begin where it was created`() throws {
        var play = try HostPlay()
        let made = try play.ask("POST", "/fake/clusters", #"{"name":"a","clock":"manual"}"#)
        play.wait(.seconds(60))
        _ = try play.ask("POST", "/clusters/a/fake/clock", #"{"advance":"1h"}"#)
        _ = try play.ask("POST", "/clusters/a/fake/reset")
        let now = try play.ask("GET", "/clusters/a/fake/clock")["now"]
        #expect(now == made[path: "clock", "now"])
    }

    @Test func `tells who waits for the clock that it was set`() throws {
        var play = try HostPlay()
        let advance = try play.post("POST", "/fake/clock", #"{"advance":"1h"}"#)
        _ = try play.ask("POST", "/fake/reset", #"{"only":["clock"]}"#)
        #expect(play.answer(advance)?.status == 400)
        #expect(try play.ask("GET", "/fake/clock")["now"] == "2026-01-01T00:00:00.000000Z")
    }

    @Test(arguments: [
        (
            #"["colour"]"#,
            #"unknown "colour" in the field "only", which takes clock, faults, journal, objects"#
        ),
        (
            #"["clock","colour"]"#,
            #"unknown "colour" in the field "only", which takes clock, faults, journal, objects"#
        ),
        ("[]", #"the field "only" is empty; it takes clock, faults, journal, objects"#),
        (#""clock""#, #"the field "only" must be a list of strings, not "clock""#),
        (#"["clock",1]"#, #"the field "only" must be a list of strings, not ["clock",1]"#),
    ])
    func `is asked for strictly`(only: String, message: String) throws {
        var play = try HostPlay()
        let status = try play.ask("POST", "/fake/reset", #"{"only":\#(only)}"#)
        #expect(status["code"] == 400)
        #expect(status["message"] == .string(message))
    }
}
