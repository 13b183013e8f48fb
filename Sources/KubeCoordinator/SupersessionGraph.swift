import KubeJSON

/// Which strategy supersedes which, according to v1alpha1 lists.
struct SupersessionGraph {
    private var strategies: [String] = []
    private var indexes: [JSONString: Int] = [:]
    private var successors: [[Int]] = []
    private var predecessorCounts: [Int] = []

    /// Adds a list in which each strategy supersedes the next.
    mutating func add(_ list: [String]) {
        var previous: Int?
        for strategy in list {
            let index = index(of: strategy)
            if let previous {
                successors[previous].append(index)
                predecessorCounts[index] += 1
            }
            previous = index
        }
    }

    /// The one strategy that nothing supersedes; nil when there are several or there is a cycle.
    var onlyRoot: String? {
        let roots = predecessorCounts.indices.filter { predecessorCounts[$0] == 0 }
        guard roots.count == 1, isAcyclic(from: roots) else { return nil }
        return strategies[roots[0]]
    }

    /// Whether every strategy can be put behind all that supersede it.
    private func isAcyclic(from roots: [Int]) -> Bool {
        var sorted = roots
        var missing = predecessorCounts
        var position = 0
        while position < sorted.count {
            for successor in successors[sorted[position]] {
                missing[successor] -= 1
                if missing[successor] == 0 { sorted.append(successor) }
            }
            position += 1
        }
        return sorted.count == strategies.count
    }

    private mutating func index(of strategy: String) -> Int {
        let key = JSONString(strategy)
        if let index = indexes[key] { return index }
        indexes[key] = strategies.count
        strategies.append(strategy)
        successors.append([])
        predecessorCounts.append(0)
        return strategies.count - 1
    }
}
