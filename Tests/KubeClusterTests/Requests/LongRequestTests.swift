import FakeAPIServerKit
import KubeAPI
import KubeCluster
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTestSupport
import KubeTime
import Testing

/// Requests that take long, and others that are answered between their slices.
@Suite struct `A request that takes long` {
    private static let leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases"
    private static let count = 200

    private let play: HandlerPlay

    init() throws {
        play = try HandlerPlay()
        for number in 0..<Self.count {
            try play.ask("POST", Self.leases, #"{"metadata":{"name":"l\#(number)"}}"#)
        }
    }

    @Test func `shows others how far it has come, and tells at the end what there was`() throws {
        let deletion = try play.post("DELETE", Self.leases)
        try #require(play.isWaiting(deletion))
        var counts = [leaseCount]
        for _ in 0..<3 {
            _ = play.handler.advance(to: play.now)
            counts.append(leaseCount)
        }
        #expect(counts.first.map { $0 < Self.count } == true)
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0.0 > $0.1 && $0.1 > 0 })
        // What only follows from requests does no slice.
        for _ in 0..<3 { _ = play.handler.follow(to: play.now) }
        #expect(leaseCount == counts.last)

        play.turn()

        let answer = try play.answer(deletion)
        #expect(answer.status == 200)
        #expect(try JSONParser.parse(answer.body)["items"]?.array?.count == Self.count)
        #expect(leaseCount == 0)
        let entry = try #require(try play.requests().last { $0["method"] == "DELETE" })
        #expect(entry["status"] == 200)
    }

    @Test func `goes no further once its client has left`() throws {
        let deletion = try play.post("DELETE", Self.leases)
        _ = play.handler.advance(to: play.now)
        let left = leaseCount

        play.leave(deletion)

        #expect(left > 0 && left < Self.count)
        #expect(leaseCount == left)
    }

    @Test func `stays with the cluster that was asked where another is forked from it`() throws {
        let deletion = try play.post("DELETE", Self.leases)
        let left = leaseCount
        let result = play.handler.host.withCluster(.default) { cluster in
            Result { () throws(StatusError) in try cluster.forked(seed: 5) }
        }
        var fork = try #require(result).get()

        _ = fork.advance(to: play.now)
        play.turn()

        #expect(fork.registry.store.objects("leases", namespace: "default").count == left)
        #expect(play.status(of: deletion) == 200 && leaseCount == 0 && left > 0)
    }

    @Test func `is done at once where a rule concerns it`() throws {
        try play.addFault(#"{"times":1,"do":{"delay":"1s"}}"#)
        let deletion = try play.send("DELETE", Self.leases)
        #expect(leaseCount == Self.count)

        play.wait(.seconds(1))

        #expect(play.status(of: deletion) == 200)
        #expect(leaseCount == 0)
    }

    @Test func `is answered in slices where the answer is long`() throws {
        for number in Self.count..<1100 {
            _ = try play.post("POST", Self.leases, #"{"metadata":{"name":"l\#(number)"}}"#)
        }
        let list = try play.post("GET", Self.leases)
        let answer = try play.answer(list)

        #expect(answer.status == 200)
        #expect(try JSONParser.parse(answer.body)["items"]?.array?.count == 1100)
    }

    private var leaseCount: Int {
        play.handler.host.withCluster(.default) {
            $0.registry.store.objects("leases", namespace: "default").count
        } ?? 0
    }
}
