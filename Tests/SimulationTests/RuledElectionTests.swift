import KubeTestSupport
import Testing

@Suite struct `Elections under rules at random` {
    @Test(arguments: Seeds.fresh)
    func `are explained by the rules`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var election = try RuledElection(seed: seed)
            do {
                try election.run()
            } catch let violation as Violation {
                Issue.record(
                    "Seed \(seed): \(violation)\n\(election.timeline.joined(separator: "\n"))")
            }
        }
    }
}
