import KubeAPI
import KubeJSON

/// Which strategy a group of candidates wants.
struct StrategyResolution {
    let rules: ElectionRules

    /// The strategy that `contenders` agree on.
    func strategy(of contenders: [Contender]) throws(StrategyConflict) -> String {
        switch rules {
        case .listedStrategies: try unsupersededStrategy(of: contenders)
        case .singleStrategy: try strategyOfNewestBinary(among: contenders)
        }
    }

    /// The strategy of the highest binary version, on which all its candidates must agree.
    ///
    /// Upstream also reports a conflict between lower versions when it happens to meet them first;
    /// its documentation does not intend that.
    private func strategyOfNewestBinary(
        among contenders: [Contender]
    ) throws(StrategyConflict) -> String {
        guard var newest = contenders.first else { throw .noCandidates }
        var rival: Contender?
        for contender in contenders.dropFirst() {
            if contender.binaryVersion > newest.binaryVersion {
                newest = contender
                rival = nil
            } else if contender.binaryVersion == newest.binaryVersion, rival == nil,
                !contender.candidate.strategy.hasSameBytes(as: newest.candidate.strategy)
            {
                rival = contender
            }
        }
        guard let rival else { return newest.candidate.strategy }
        throw .differingStrategies(
            StrategyChoice(newest.candidate), StrategyChoice(rival.candidate))
    }

    /// The only strategy that no list puts behind another, when the lists do not contradict
    /// each other.
    private func unsupersededStrategy(
        of contenders: [Contender]
    ) throws(StrategyConflict) -> String {
        guard !contenders.isEmpty else { throw .noCandidates }
        var graph = SupersessionGraph()
        for contender in contenders { graph.add(contender.candidate.preferredStrategies) }
        guard let strategy = graph.onlyRoot else { throw .invalidStrategy }
        return strategy
    }
}
