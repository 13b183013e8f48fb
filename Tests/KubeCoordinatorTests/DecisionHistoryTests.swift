import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `The history of decisions` {
    private let widget = lab("widget")

    @Test func `counts a decision that is taken again`() throws {
        var cluster = ClusterSimulation()
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: 3600).add(to: &cluster.storage)
        cluster.storage.setLease(
            widget,
            [
                "holderIdentity": "a", "leaseDurationSeconds": 3600, "renewTime": at(0),
                "strategy": .string(oev),
            ], at: now)

        for second in [10.0, 20, 30] {
            cluster.run(to: now + .seconds(second))
            cluster.storage.editCandidate(lab("a"), "renewTime", at(3600 + second))
        }
        cluster.settle()

        let records = cluster.coordinator.decisions(for: widget)
        let record = try #require(records.first)
        #expect(records.count == 1)
        #expect(record.since == now)
        #expect(record.decision.time == now + .seconds(30))
        #expect(record.decision.verdict == .unneeded(.bestCandidateHolds))
        #expect(record.repeatCount == 3)
    }

    @Test func `tells an election from the first ping to the lease`() {
        var cluster = ClusterSimulation()
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: -20).add(to: &cluster.storage)
        cluster.run(to: now + .seconds(1))
        cluster.storage.editCandidate(lab("a"), "renewTime", at(1))
        cluster.settle()

        let records = cluster.coordinator.decisions(for: widget)

        #expect(
            records.map(\.decision.verdict) == [
                .poll(pings: ["a"], awaited: []), .elect(strategy: oev, electee: "a"),
                .unneeded(.bestCandidateHolds),
            ])
        #expect(records.map(\.effect) == [.pinged, .leaseCreated, .none])
    }

    @Test func `keeps the last sixteen decisions`() {
        var cluster = ClusterSimulation()
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: 3600).add(to: &cluster.storage)
        for _ in 0..<20 {
            cluster.storage.deleteLease(widget)
            cluster.settle()
        }

        #expect(cluster.coordinator.decisions(for: widget).count == 16)
    }

    @Test func `ends with the last object it is about`() {
        var cluster = ClusterSimulation()
        let candidate = CandidateFixture("a", "9.1.0", "9.1.0")
        candidate.add(to: &cluster.storage)
        cluster.settle()
        try? cluster.storage.deleteLeaseCandidate(candidate.key, at: now)
        cluster.settle()
        #expect(cluster.coordinator.decisions(for: widget).last?.decision.verdict == .unmanaged)

        cluster.storage.deleteLease(widget)
        cluster.settle()

        #expect(cluster.coordinator.decisions(for: widget).isEmpty)
    }
}
