import KubeCluster
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `What a host has to follow` {
    private let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private let lease = #"{"metadata":{"name":"a"}}"#

    private func play() throws -> HostPlay {
        var play = try HostPlay(elects: true)
        _ = try play.send("POST", leases, lease)
        play.wait(.seconds(1))
        #expect(!play.host.clusters.isStirred)
        return play
    }

    @Test(arguments: [
        "/a", "", "?watch=1", "?limit=1", "/missing", "/a/unknown", "/a?resourceVersion=x",
    ])
    func `is nothing after a request that only reads`(rest: String) throws {
        var play = try play()
        // A watch that ends before all others comes first; what comes later makes no difference.
        _ = try play.send("GET", "\(leases)?watch=1&timeoutSeconds=1")
        _ = try play.post("GET", leases + rest)
        #expect(!play.host.clusters.isStirred)
    }

    @Test func `is what was written`() throws {
        var play = try play()
        _ = try play.post("PATCH", "\(leases)/a", "{}", type: "application/merge-patch+json")
        #expect(!play.host.clusters.isStirred, "nothing has changed")
        _ = try play.post("DELETE", "\(leases)/a")
        #expect(play.host.clusters.isStirred)
        play.turn()
        #expect(!play.host.clusters.isStirred)
    }

    @Test func `is a watch that ends before everything else`() throws {
        var play = try play()
        _ = try play.post("GET", "\(leases)?watch=1&timeoutSeconds=1")
        #expect(play.host.clusters.isStirred)
    }

    @Test func `is whatever the control API was told`() throws {
        var play = try play()
        _ = try play.post("GET", "/fake/clock")
        #expect(play.host.clusters.isStirred)
    }
}
