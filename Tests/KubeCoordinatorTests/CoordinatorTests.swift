import KubeAPI
import KubeJSON
import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `The coordinator` {
    private let widget = lab("widget")
    private let a = CandidateFixture("a", "9.1.0", "9.1.0", renewed: 3600)

    @Test func `stands by while another holds its lease, then takes over`() throws {
        var cluster = ClusterSimulation()
        cluster.storage.setLease(CoordinatorLock.leaseKey, heldByOther(duration: 20), at: now)
        a.add(to: &cluster.storage)

        cluster.run(to: now + .seconds(20))
        #expect(!cluster.coordinator.isLeading)
        #expect(cluster.storage.leases[widget] == nil)

        cluster.run(to: now + .seconds(25))
        #expect(cluster.coordinator.isLeading)
        #expect(cluster.storage.leases[widget]?.spec["holderIdentity"] == "a")
    }

    @Test func `ceases to elect and to collect when it loses its lease`() {
        var cluster = ClusterSimulation()
        cluster.settle()
        cluster.storage.setLease(CoordinatorLock.leaseKey, heldByOther(duration: 3600), at: now)
        cluster.run(to: now + .seconds(13))
        #expect(!cluster.coordinator.isLeading)

        a.add(to: &cluster.storage)
        CandidateFixture("dead", "9.1.0", "9.1.0", renewed: nil).add(to: &cluster.storage)
        cluster.run(to: now + .seconds(1900))

        #expect(cluster.storage.leases[widget] == nil)
        #expect(cluster.storage.candidates.count == 2)
    }

    @Test func `releases its lease when it is stopped, and does nothing more`() {
        var cluster = ClusterSimulation()
        cluster.settle()

        cluster.coordinator.stop(at: now, in: &cluster.storage)
        a.add(to: &cluster.storage)
        cluster.settle()
        let due = cluster.coordinator.advance(to: now, in: &cluster.storage)

        let own = cluster.storage.leases[CoordinatorLock.leaseKey]?.spec
        #expect(own?["holderIdentity"] == "")
        #expect(cluster.storage.leases[widget] == nil)
        #expect(due == nil)
    }

    @Test func `always asks to be advanced to a later instant`() throws {
        var cluster = ClusterSimulation(
            CoordinatorConfiguration(
                identity: "coordinator", retryPeriod: .zero, collectionPeriod: .zero))
        a.add(to: &cluster.storage)
        cluster.settle()

        let due = try #require(cluster.coordinator.advance(to: now, in: &cluster.storage))

        #expect(due > now)
    }

    @Test func `leaves the leases of others alone`() {
        var cluster = ClusterSimulation()
        let lease: JSONObject = ["holderIdentity": "node-1", "leaseDurationSeconds": 40]
        cluster.storage.setLease(lab("node-1"), lease, at: now)

        cluster.run(to: now + .seconds(3600))

        #expect(cluster.storage.leases[lab("node-1")]?.spec == lease)
        #expect(cluster.coordinator.decisions(for: lab("node-1")).isEmpty)
    }

    private func heldByOther(duration: Int64) -> JSONObject {
        [
            "holderIdentity": "other", "leaseDurationSeconds": .integer(duration),
            "acquireTime": at(0), "renewTime": at(0), "leaseTransitions": 0,
        ]
    }
}
