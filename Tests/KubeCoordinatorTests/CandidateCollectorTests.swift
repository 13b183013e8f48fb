import KubeAPI
import KubeTime
import Testing

@testable import KubeCoordinator

@Suite struct `Collecting dead candidates` {
    @Test(
        arguments: [
            ("G1", ["a": -1800.000001, "b": -1800.000001, "c": 0], ["c"]),
            ("G2", ["a": 0], ["a"]),
            ("G4", ["a": nil], []),
            ("the last instant of validity", ["a": -1800], ["a"]),
        ] as [(String, [String: Double?], [String])])
    func `removes those that expired`(
        id: String, renewals: [String: Double?], expected: [String]
    ) {
        var lab = CollectorLab()
        for (name, renewed) in renewals { lab.add(name, renewed: renewed) }

        lab.collector.advance(to: now, lab.cache, in: &lab.storage)

        #expect(lab.names == expected, "\(id)")
        #expect(lab.collector.nextDue == now + .seconds(1800))
    }

    @Test func `removes them within its period (G3)`() {
        let configuration = CoordinatorConfiguration(
            identity: "coordinator", collectionPeriod: .seconds(1))
        var cluster = ClusterSimulation(configuration)
        cluster.run(to: now + .seconds(0.5))
        CandidateFixture("a", "9.1.0", "9.1.0", renewed: -7200, pinged: -3600)
            .add(to: &cluster.storage)

        cluster.run(to: now + .seconds(0.999))
        #expect(cluster.storage.candidates.count == 1)

        cluster.run(to: now + .seconds(1))
        #expect(cluster.storage.candidates.isEmpty)
        #expect(cluster.storage.leases[CollectorLab.key("widget")] == nil)
    }

    @Test func `keeps one that renewed after it was last seen (G5)`() {
        var lab = CollectorLab()
        lab.add("a", renewed: -7200)
        lab.storage.editCandidate(CollectorLab.key("a"), "renewTime", at(-1))

        lab.collector.advance(to: now, lab.cache, in: &lab.storage)

        #expect(lab.names == ["a"])
    }

    @Test func `goes on after a failure`() {
        var lab = CollectorLab()
        for name in ["a", "b", "c", "d"] { lab.add(name, renewed: nil) }
        lab.storage.failures = [
            "GET candidate a": .plain("refused"), "DELETE candidate b": .plain("refused"),
        ]

        lab.collector.advance(to: now, lab.cache, in: &lab.storage)

        #expect(lab.names == ["a", "b"])
    }
}

/// A collector at work, and what it has seen.
private struct CollectorLab {
    var storage = StorageDouble()
    var cache = ElectionCache()
    var collector = CandidateCollector(period: .seconds(1800))

    init() {
        collector.start(at: now)
    }

    static func key(_ name: String) -> NamespacedName {
        NamespacedName(namespace: "lab", name: name)
    }

    var names: [String] { storage.candidates.keys.map(\.name).sorted() }

    mutating func add(_ name: String, renewed: Double?) {
        CandidateFixture(name, "9.1.0", "9.1.0", renewed: renewed).add(to: &storage)
        for change in storage.takeNews() { _ = cache.apply(change) }
    }
}
