import KubeAPI

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
