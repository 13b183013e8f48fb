import KubeTestSupport
import Testing

/// Whoever sends twice as much makes the server work at most about twice as long.
@Suite(.limited) struct `The work for a long input` {
    /// How much more work twice the input may be.
    private static let allowed = 2.3

    /// How often it is measured on a machine where others use the caches of the processor too.
    private static let rounds = 32

    @Test(arguments: LongInput.all)
    func `grows as the input does`(input: LongInput) throws {
        var (half, whole) = (Duration.seconds(3600), Duration.seconds(3600))
        for _ in 0..<Self.rounds {
            half = min(half, try input.cost(count: input.count))
            whole = min(whole, try input.cost(count: 2 * input.count))
            if whole / half <= Self.allowed { return }
        }
        Issue.record("twice as many take \(whole), \(whole / half) times as long")
    }
}
