import KubeJSON

/// What all requirements of a selector ask of one label together.
struct LabelRule: Hashable, Sendable {
    let key: String

    /// Whether only objects that have the label are picked.
    private(set) var needsLabel = false

    private var refusesLabel = false
    private var allowed: Set<String>?
    private var forbidden: Set<String> = []

    /// The numbers between which the value must lie, itself a number then.
    private var lowerBound: Int64?
    private var upperBound: Int64?

    /// The rules that `requirements` make, sorted by the bytes of their keys.
    static func rules(_ requirements: [LabelSelector.Requirement]) -> [LabelRule] {
        var rules: [String: LabelRule] = [:]
        for requirement in requirements {
            rules[requirement.key, default: LabelRule(key: requirement.key)].add(requirement)
        }
        return rules.values.sorted { $0.key.precedesBytewise($1.key) }
    }

    private init(key: String) {
        self.key = key
    }

    private mutating func add(_ requirement: LabelSelector.Requirement) {
        let values = requirement.values
        switch requirement.relation {
        case .exists: break
        case .doesNotExist: refusesLabel = true
        case .isIn: allowed = allowed?.intersection(values) ?? Set(values)
        case .isNotIn: forbidden.formUnion(values)
        case .isGreater: lowerBound = max(lowerBound ?? .min, bound(values) ?? .max)
        case .isLess: upperBound = min(upperBound ?? .max, bound(values) ?? .min)
        }
        if requirement.relation != .doesNotExist, requirement.relation != .isNotIn {
            needsLabel = true
        }
    }

    private func bound(_ values: [String]) -> Int64? {
        values.first.flatMap { Int64($0) }
    }

    /// Whether objects are picked whose label has this value, or that have none.
    func matches(_ value: String?) -> Bool {
        guard let value else { return !needsLabel }
        guard !refusesLabel, !forbidden.contains(value), allowed?.contains(value) ?? true else {
            return false
        }
        guard lowerBound != nil || upperBound != nil else { return true }
        guard let number = Int64(value) else { return false }
        return lowerBound.map { number > $0 } ?? true && upperBound.map { number < $0 } ?? true
    }
}
