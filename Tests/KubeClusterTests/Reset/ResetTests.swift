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
}
