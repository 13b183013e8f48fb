import FakeAPIServerKit
import KubeCluster
import KubeJSON
import KubeSockets
import KubeTestSupport
import Testing

@Suite struct `A change` {
    private let leases = APIClient.leases
    private let play: JournalPlay

    init() throws {
        play = try JournalPlay()
    }

    private func create(_ name: String) throws {
        try play.ask("POST", leases, JournalPlay.lease(name, holder: "x"))
    }

    /// The watches to which the last change was sent, with their clients.
    private func delivered() throws -> [String] {
        let request = try #require(try play.requests("?verb=write").last)
        return (request["delivered"]?.array ?? []).map {
            "\($0["watch"]?.integer ?? 0) \($0["client"]?.string ?? "")"
        }
    }

    @Test func `is delivered to the watches that have shown it`() throws {
        let a = try play.open("/as/a\(leases)?watch=1")
        let b = try play.open("/as/b/apis/coordination.k8s.io/v1/leases?watch=1")
        try create("web")
        #expect(try delivered() == [])
        #expect(try play.read(a).count == 1)
        #expect(try delivered() == ["1 a"])
        #expect(try play.read(b).count == 1)
        #expect(try delivered() == ["1 a", "2 b"])
    }

    @Test func `is not delivered to watches that it does not concern`() throws {
        let streams = try [
            "/as/a/apis/coordination.k8s.io/v1/namespaces/other/leases?watch=1",
            "/as/b/api/v1/namespaces?watch=1", "/as/c\(leases)?watch=1&labelSelector=app%3Dx",
            "/as/d\(leases)?watch=1&fieldSelector=metadata.name%3Dweb",
        ].map { try play.open($0) }
        try create("web")
        for stream in streams { _ = try play.read(stream) }
        #expect(try delivered() == ["4 d"])
    }

    @Test func `is not delivered to a watch that began after it`() throws {
        try create("web")
        _ = try play.open("/as/a\(leases)?watch=1")
        #expect(try delivered() == [])
    }

    @Test func `stays delivered when the watch has ended`() throws {
        let watch = try play.open("/as/a\(leases)?watch=1")
        try create("web")
        _ = try play.read(watch)
        play.handler.cancel(watch)
        #expect(try delivered() == ["1 a"])
        try create("app")
        #expect(try delivered() == [])
    }

    @Test func `that takes an object out of a selection is delivered`() throws {
        try create("web")
        let watch = try play.open("/as/a\(leases)?watch=1&resourceVersion=6")
        try play.ask("DELETE", "\(leases)/web")
        #expect(try play.read(watch).map { $0["type"] } == ["DELETED"])
        #expect(try delivered() == ["1 a"])
    }

    @Test func `is delivered to the watch whose request says its number`() throws {
        let watch = try play.open("/as/a\(leases)?watch=1")
        try create("web")
        _ = try play.read(watch)
        let opened = try #require(try play.requests("?verb=watch").first)
        #expect(opened["watch"] == 1)
    }
}
