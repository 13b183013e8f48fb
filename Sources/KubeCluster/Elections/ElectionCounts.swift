import KubeCoordinator
import KubeEndpoints

/// How often elections came to what, in the words of `/fake/elections`.
struct ElectionCounts: Sendable {
    private var counts: [Outcome: UInt64] = [:]

    private struct Outcome: Hashable {
        let verdict: String
        let effect: String
    }

    /// Counts a decision that is not the one before again.
    mutating func count(_ record: DecisionRecord) {
        counts[
            Outcome(verdict: record.decision.verdict.word, effect: record.effect.word), default: 0] +=
            1
    }

    /// The counts as metrics.
    var family: MetricFamily {
        var family = MetricFamily(
            "fake_elections_total", .counter,
            help: "Decisions of the coordinator about leases, but those that only repeat the one "
                + "before, by what was decided and what came of it.")
        for (outcome, count) in counts {
            family.add([("effect", outcome.effect), ("verdict", outcome.verdict)], count)
        }
        return family
    }
}
