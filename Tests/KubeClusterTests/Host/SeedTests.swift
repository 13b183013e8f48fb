import KubeHTTP1
import KubeJSON
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `A seed` {
    private func play(seed: UInt64, wallOffset: Duration = .zero) throws -> [[UInt8]] {
        var play = try HostPlay(seed: seed, elects: true)
        play.wait(wallOffset)
        let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
        _ = try play.send(
            "GET", "/apis/coordination.k8s.io/v1/leases?watch=1&allowWatchBookmarks=1")
        _ = try play.send("POST", leases, #"{"metadata":{"generateName":"a-"}}"#)
        _ = try play.send("GET", "/api/v1/namespaces/missing")
        try play.advance("10m")
        _ = try play.send("POST", "/fake/clusters")
        _ = try play.send("GET", "/fake/clusters")
        _ = try play.send("GET", leases)
        return play.transcript
    }

    @Test func `makes the same requests give the same bytes`() throws {
        #expect(try play(seed: 1) == play(seed: 1, wallOffset: .seconds(77)))
    }

    @Test func `makes other seeds give other bytes`() throws {
        let (one, two) = (try play(seed: 1), try play(seed: 2))
        // A new object and a failure: the one carries a uid, the other an audit id.
        #expect(one[1] != two[1])
        #expect(one[2] != two[2])
    }

    @Test func `decides uids whatever the first version is`() throws {
        let uids = try uids(after: 1)
        #expect(Set(uids).count == 4)
        #expect(try self.uids(after: 1_000_000) == uids)
    }

    /// The uids of the namespaces in a cluster that begins after `revision`.
    private func uids(after revision: UInt64) throws -> [String] {
        var host = try TestHost(seed: 1, store: ObjectStore(revision: revision))
        let (answer, _) = try host.answer(try HTTPRequest("GET", "/api/v1/namespaces"))
        let list = try JSONParser.parse(answer.body)
        return (list["items"]?.array ?? []).compactMap { $0[path: "metadata", "uid"]?.string }
    }
}
