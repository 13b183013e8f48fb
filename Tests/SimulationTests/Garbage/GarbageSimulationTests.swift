import Testing

@Suite struct `Simulated garbage` {
    @Test(arguments: Seeds.fresh)
    func `is collected by every rule`(seeds: Range<UInt64>) {
        for seed in seeds { play(seed) }
    }

    @Test(arguments: [3, 4] as [UInt64])
    func `is the same for the same seed`(seed: UInt64) throws {
        var texts: [String] = []
        for _ in 0..<2 {
            var simulation = try GarbageSimulation(seed: seed)
            try simulation.run()
            texts.append(try simulation.snapshot().text)
        }

        #expect(texts[0] == texts[1])
        #expect(!texts[0].isEmpty)
    }

    private func play(_ seed: UInt64) {
        do {
            var simulation = try GarbageSimulation(seed: seed)
            try simulation.run()
        } catch {
            // The same once more, to be read.
            var replay = try? GarbageSimulation(seed: seed, keepsTimeline: true)
            try? replay?.run()
            let reason = (error as? Violation)?.description ?? "\(error)"
            Issue.record("Seed \(seed): \(reason)\n\(replay?.timeline.text() ?? "")")
        }
    }
}
