import KubeTestSupport
import Testing

@Suite struct `Rules at random` {
    @Test(arguments: Seeds.fresh)
    func `explain all that happens`(seeds: Range<UInt64>) throws {
        for seed in seeds {
            var simulation = try FaultSimulation(seed: seed)
            do {
                try simulation.run(steps: 150)
                try simulation.judge()
            } catch let violation as Violation {
                Issue.record(
                    "Seed \(seed): \(violation)\n\(simulation.timeline.joined(separator: "\n"))")
            }
        }
    }
}
