import KubeAPI
import KubeJSON
import KubeTime

/// The order of the strategy `OldestEmulationVersion`, a total one.
///
/// Upstream lets chance decide between candidates of equal versions that were created in the same
/// second, and so may depose a healthy holder. Here the holder wins such a tie, and else the name.
struct CandidateOrder {
    /// Who holds the lease.
    let holder: String?

    /// How one candidate stands to another.
    enum Comparison {
        case better(RankingCriterion)
        case worse(RankingCriterion)
        case equal
    }

    /// How `left` stands to `right`.
    func compare(_ left: Contender, _ right: Contender) -> Comparison {
        compare(left.emulationVersion, right.emulationVersion, by: .emulationVersion)
            ?? compare(left.binaryVersion, right.binaryVersion, by: .binaryVersion)
            ?? compare(left.createdSecond, right.createdSecond, by: .creationTimestamp)
            ?? compare(isHolder(left) ? 0 : 1, isHolder(right) ? 0 : 1, by: .currentHolder)
            ?? compare(JSONString(left.name), JSONString(right.name), by: .name)
            ?? .equal
    }

    /// The best two of those that have versions; nil when none has.
    func ranking(of contenders: [Contender]) -> CandidateRanking? {
        var best: Contender?
        var runnerUp: Contender?
        for contender in contenders where contender.hasVersions {
            if isBetter(contender, than: best) {
                runnerUp = best
                best = contender
            } else if isBetter(contender, than: runnerUp) {
                runnerUp = contender
            }
        }
        guard let best else { return nil }
        return CandidateRanking(
            best: best.name,
            runnerUp: runnerUp.map { runnerUp in
                CandidateRanking.RunnerUp(name: runnerUp.name, lostBy: criterion(best, runnerUp))
            })
    }

    /// Whether `contender` goes before `other`, or there is no other.
    func isBetter(_ contender: Contender, than other: Contender?) -> Bool {
        guard let other else { return true }
        guard case .better = compare(contender, other) else { return false }
        return true
    }

    private func criterion(_ left: Contender, _ right: Contender) -> RankingCriterion {
        switch compare(left, right) {
        case .better(let criterion), .worse(let criterion): criterion
        case .equal: .name
        }
    }

    private func compare<Value: Comparable>(
        _ left: Value, _ right: Value, by criterion: RankingCriterion
    ) -> Comparison? {
        if left == right { return nil }
        return left < right ? .better(criterion) : .worse(criterion)
    }

    private func isHolder(_ contender: Contender) -> Bool {
        holder?.hasSameBytes(as: contender.name) ?? false
    }
}
