import Foundation
import KubeTestSupport
import KubeTime
import Testing

@Suite struct `Simulated elections` {
    /// Every seed of `Fixtures/Seeds/simulation.txt` has once shown a defect.
    @Test(arguments: try Seeds.recorded)
    func `that once failed keep every rule`(seed: UInt64) throws {
        try play(seed)
    }

    @Test(arguments: Seeds.fresh)
    func `keep every rule`(seeds: Range<UInt64>) throws {
        let stalls = try seeds.filter { try play($0) }.count

        // The one end without the rightful leader is rare, or the rest would mean little.
        #expect(stalls * 3 <= seeds.count, "\(stalls) of \(seeds.count) elections stall")
    }

    @Test(arguments: Array(1...12) as [UInt64])
    func `go as they go when tests expect something`(seed: UInt64) throws {
        var plain = try Simulation(seed: seed, expects: false)
        try plain.run()
        var watched = try Simulation(seed: seed, expects: true)
        try watched.run()
        let difference = zip(watched.history.lines, plain.history.lines).first { $0 != $1 }
        #expect(difference.map { [$0, $1] } == nil)
        // Whether an election has settled is found out a moment earlier where more happens.
        let counts = [watched, plain].map(\.history.commits.count)
        #expect(abs(counts[0] - counts[1]) <= 1)
        #expect(!watched.expected.isEmpty)
    }

    /// Plays the election of a seed; whether it ended in a stall that kube-apiserver has too.
    @discardableResult private func play(_ seed: UInt64) throws -> Bool {
        var simulation = try Simulation(seed: seed)
        do {
            try simulation.run()
        } catch let violation as Violation {
            // The same once more, to be read.
            var replay = try Simulation(seed: seed, keepsTimeline: true)
            try? replay.run()
            Issue.record(
                """
                Seed \(seed): \(violation.description)
                Add the seed to Fixtures/Seeds/simulation.txt once it is understood.
                \(replay.timeline.text())
                """)
        }
        return simulation.endsInKnownStall
    }
}
