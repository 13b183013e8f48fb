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

/// Why candidates have no strategy in common.
package enum StrategyConflict: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nobody to ask.
    case noCandidates
    /// Two candidates of the highest binary version want different strategies.
    case differingStrategies(StrategyChoice, StrategyChoice)
    /// The lists of a 1.31 election do not lead to one strategy.
    case invalidStrategy

    /// The text in kube-apiserver's log.
    package var description: String {
        switch self {
        case .noCandidates:
            "no candidates"
        case .differingStrategies(let left, let right):
            "candidates \"\(left.candidate)\", \"\(right.candidate)\" at same binary version but "
                + "received differing strategies \(left.strategy), \(right.strategy)"
        case .invalidStrategy:
            "invalid strategy"
        }
    }
}

/// A candidate and the strategy it wants.
package struct StrategyChoice: Hashable, Sendable {
    package let candidate: String
    package let strategy: String

    init(_ candidate: LeaseCandidate) {
        self.candidate = candidate.name
        strategy = candidate.strategy
    }
}
