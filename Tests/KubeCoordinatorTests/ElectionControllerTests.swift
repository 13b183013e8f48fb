import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `Electing holders as time passes` {
    private static let a = CandidateFixture("a", "9.1.0", "9.1.0")
    private static let b = CandidateFixture("b", "9.1.0", "9.2.0")
    private static let c = CandidateFixture("c", "9.2.0", "9.2.0")

    @Test(arguments: [("K1", [a]), ("K2", [a, b, c]), ("K2 turned", [c, b, a])])
    func `gives a new lease to the best candidate`(id: String, candidates: [CandidateFixture]) {
        var play = ElectionPlay(components: candidates.map { SimulatedComponent($0) })

        play.play(to: 20)

        #expect(play.holder() == "a", "\(id)")
    }

    @Test func `gives a deleted lease to a candidate (K3)`() {
        var play = ElectionPlay(components: [SimulatedComponent(Self.a)])
        play.cluster.storage.setLease(
            lab("widget"), held(by: "x", duration: 3600, renewed: 0), at: now)
        play.edits = [(8, { $0.deleteLease(lab("widget")) })]

        play.play(to: 7)
        #expect(play.holder() == "x")

        play.play(to: 9)
        #expect(play.holder() == "a")
    }

    @Test func `gives an expired lease to a candidate (K4)`() {
        var play = ElectionPlay(components: [SimulatedComponent(Self.a)])
        play.cluster.storage.setLease(
            lab("widget"), held(by: "x", duration: 10, renewed: -11), at: now)

        play.play(to: 1)

        #expect(play.holder() == "a")
    }

    @Test func `moves a lease to a better candidate (K5)`() {
        var better = SimulatedComponent(Self.a)
        better.join = 4
        var play = ElectionPlay(components: [SimulatedComponent(Self.c), better])

        play.play(to: 3)
        #expect(play.holder() == "c")

        play.play(to: 20)
        #expect(play.holder() == "a")
    }

    @Test func `asks a healthy holder without a candidate to make room (K6)`() {
        var cluster = ClusterSimulation()
        for candidate in [Self.a, Self.b] { candidate.add(to: &cluster.storage) }
        cluster.storage.setLease(
            lab("widget"), held(by: "a", duration: 3600, renewed: 0), at: now)
        cluster.run(to: now + .seconds(1))
        #expect(cluster.lease?["preferredHolder"] == nil)

        try? cluster.storage.deleteLeaseCandidate(Self.a.key, at: now)
        cluster.settle()

        #expect(cluster.lease?["holderIdentity"] == "a")
        #expect(cluster.lease?["preferredHolder"] == "b")
    }

    @Test func `sees at its next look that a candidate has gone which owed an answer`() {
        var cluster = ClusterSimulation()
        for candidate in [Self.a, Self.b] { candidate.add(to: &cluster.storage) }
        cluster.storage.setLease(
            lab("widget"), held(by: "a", duration: 3600, renewed: 0), at: now)
        cluster.run(to: now + .seconds(1))
        cluster.storage.editCandidate(Self.a.key, "pingTime", at(1))
        cluster.run(to: now + .seconds(6))
        try? cluster.storage.deleteLeaseCandidate(Self.a.key, at: now)

        cluster.run(to: now + .seconds(9.999))
        #expect(cluster.pingCounts["b"] == nil)

        cluster.run(to: now + .seconds(10))
        #expect(cluster.pingCounts["b"] == 1)
    }

    @Test func `waits out the ping of a candidate that was deleted meanwhile (K7)`() {
        var cluster = ClusterSimulation()
        for name in ["a", "d"] {
            CandidateFixture(name, "9.1.0", "9.1.0", renewed: -20).add(to: &cluster.storage)
        }
        cluster.run(to: now + .seconds(1))
        cluster.storage.editCandidate(lab("a"), "renewTime", at(1))
        cluster.run(to: now + .seconds(2))
        try? cluster.storage.deleteLeaseCandidate(lab("d"), at: now)

        cluster.run(to: now + .seconds(4.999))
        #expect(cluster.lease == nil)

        cluster.run(to: now + .seconds(5))
        #expect(cluster.lease?["holderIdentity"] == "a")
        #expect(cluster.pingCounts == ["a": 1, "d": 1])
    }

    @Test func `elects a silent candidate as soon as it renews (K8)`() {
        var cluster = ClusterSimulation()
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: -120, pinged: -60)
            .add(to: &cluster.storage)
        cluster.run(to: now + .seconds(100))
        #expect(cluster.lease == nil)

        cluster.storage.editCandidate(lab("a"), "renewTime", at(100))
        cluster.settle()

        #expect(cluster.lease?["holderIdentity"] == "a")
        #expect(cluster.pingCounts.isEmpty)
    }

    @Test func `goes on where another coordinator stopped (K9)`() {
        var cluster = ClusterSimulation()
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: -20).add(to: &cluster.storage)
        cluster.run(to: now + .seconds(1))
        cluster.replaceCoordinator()
        cluster.run(to: now + .seconds(2))
        #expect(cluster.coordinator.isLeading)

        cluster.storage.editCandidate(lab("a"), "renewTime", at(2))
        cluster.settle()

        #expect(cluster.lease?["holderIdentity"] == "a")
        #expect(cluster.pingCounts == ["a": 1])
    }

    @Test func `looks at a lease with candidates every five seconds`() {
        var cluster = ClusterSimulation()
        cluster.storage.setLease(lab("widget"), held(by: "a", duration: 7, renewed: 0), at: now)
        Self.a.add(to: &cluster.storage)

        cluster.run(to: now + .seconds(9.999))
        #expect(cluster.pingCounts == [:])

        cluster.run(to: now + .seconds(10))
        #expect(cluster.pingCounts == ["a": 1])
    }

    @Test func `keeps to its row of looks whatever happens in between`() {
        var cluster = ClusterSimulation()
        Self.a.add(to: &cluster.storage)
        cluster.storage.setLease(lab("widget"), held(by: "a", duration: 3600, renewed: 0), at: now)
        cluster.run(to: now + .seconds(2))
        cluster.storage.setLease(lab("widget"), held(by: "a", duration: 7, renewed: 2), at: now)

        cluster.run(to: now + .seconds(9.999))
        #expect(cluster.pingCounts == [:])

        cluster.run(to: now + .seconds(10))
        #expect(cluster.pingCounts == ["a": 1])
    }

    @Test func `asks the candidates of a healthy lease again after a quarter of an hour`() {
        var cluster = ClusterSimulation()
        Self.a.add(to: &cluster.storage)
        cluster.storage.setLease(
            lab("widget"), held(by: "a", duration: 7200, renewed: 0), at: now)

        cluster.run(to: now + .seconds(900))
        #expect(cluster.pingCounts == [:])

        cluster.run(to: now + .seconds(905))
        #expect(cluster.pingCounts == ["a": 1])
    }

    @Test(
        arguments: [
            (5, 0, 5), (5, 5, 10), (5, 4.999999, 5), (20, 7, 10), (20, 5, 10), (20, 19, 20),
            (5, 902, 905), (3, 4, 8),
        ] as [(Double, Double, Double)])
    func `finds the next look in a row`(recheck: Double, past: Double, expected: Double) {
        let next = ElectionController.firstRecheck(
            inRowWith: now + .seconds(recheck), past: now + .seconds(past))

        #expect(next == now + .seconds(expected))
    }

    @Test func `tries again after ten minutes what failed`() {
        var cluster = ClusterSimulation()
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: 3600).add(to: &cluster.storage)
        cluster.storage.failures["POST lease widget"] = .plain("refused")
        cluster.settle()
        cluster.storage.failures = [:]

        cluster.run(to: now + .seconds(599))
        #expect(cluster.lease == nil)

        cluster.run(to: now + .seconds(600))
        #expect(cluster.lease?["holderIdentity"] == "a")
    }

    @Test func `follows a candidate that was recreated for another lease`() {
        var cluster = ClusterSimulation()
        Self.a.add(to: &cluster.storage)
        cluster.settle()
        cluster.storage.editCandidate(lab("a"), "leaseName", "gadget")
        cluster.storage.deleteLease(lab("widget"))
        cluster.settle()

        #expect(cluster.lease == nil)
        #expect(cluster.storage.leases[lab("gadget")]?.spec["holderIdentity"] == "a")
    }

    @Test func `keeps apart names that only look the same`() {
        var cluster = ClusterSimulation()
        let composed = CandidateFixture("a", "9.1.0", "9.1.0", leaseName: "caf\u{e9}")
        let decomposed = CandidateFixture("b", "9.1.0", "9.1.0", leaseName: "cafe\u{301}")
        for candidate in [composed, decomposed] { candidate.add(to: &cluster.storage) }
        cluster.settle()

        #expect(
            cluster.storage.leases[lab("caf\u{e9}")]?.spec["holderIdentity"] == "a")
        #expect(
            cluster.storage.leases[lab("cafe\u{301}")]?.spec["holderIdentity"] == "b")
    }

    private func held(by holder: String, duration: Int64, renewed: Double) -> JSONObject {
        [
            "holderIdentity": .string(holder), "leaseDurationSeconds": .integer(duration),
            "renewTime": at(renewed), "strategy": .string(oev),
        ]
    }
}

extension ClusterSimulation {
    fileprivate var lease: JSONObject? {
        storage.leases[lab("widget")]?.spec
    }
}
