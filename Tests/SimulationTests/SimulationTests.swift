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

/// Which elections are played.
enum Seeds {
    /// The seeds that a file lists, one a line, with comments after `#`.
    static var recorded: [UInt64] {
        get throws {
            try String(contentsOf: Checkout.fixture("Seeds/simulation.txt"), encoding: .utf8)
                .split(separator: "\n")
                .compactMap { line in
                    let text = line.prefix { $0 != "#" }
                    return UInt64(text.filter { !$0.isWhitespace })
                }
        }
    }

    /// As many as `SOAK` in the environment says, from `SOAK_FROM` on; 20 from 1 on without it.
    ///
    /// They come in blocks, which are played at the same time.
    static var fresh: [Range<UInt64>] {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["SOAK_FROM"].flatMap { UInt64($0) } ?? 1
        let count = environment["SOAK"].flatMap { UInt64($0) } ?? 20
        return stride(from: first, to: first + count, by: blockSize).map {
            $0..<min($0 + UInt64(blockSize), first + count)
        }
    }

    private static let blockSize = 20
}
