import KubeJSON

/// Picks objects by their labels (`AM/labels/selector.go`).
package struct LabelSelector: Hashable, Sendable {
    /// All of them must hold; without any, every object is picked.
    package let requirements: [Requirement]

    /// What must hold for one label.
    package struct Requirement: Hashable, Sendable {
        package let key: String
        package let relation: Relation

        /// Sorted bytewise, each value once.
        package let values: [String]
    }

    /// How a label relates to the values of a requirement.
    package enum Relation: Sendable {
        case exists, doesNotExist
        /// The label has one of the values.
        case isIn
        /// The label has none of the values, or is absent.
        case isNotIn
        case isGreater, isLess
    }

    /// What the requirements ask for, one rule for each key, sorted by the bytes of the keys.
    private let rules: [LabelRule]

    /// How many of the rules ask for a label to be there.
    private let neededLabels: Int

    /// The selector that picks every object.
    package init() { self.init([]) }

    /// The selector that `text` spells.
    package init(parsing text: String) throws(StatusError) {
        var parser = LabelSelectorParser(text)
        self.init(try parser.requirements())
    }

    private init(_ requirements: [Requirement]) {
        self.requirements = requirements
        rules = LabelRule.rules(requirements)
        neededLabels = rules.count(where: \.needsLabel)
    }

    /// Whether an object is picked that has these labels, sorted by the bytes of their keys.
    package func matches(_ labels: [(key: String, value: String)]) -> Bool {
        // The shorter list is walked through and the longer one searched: both can be very long.
        guard labels.count < rules.count else {
            return rules.allSatisfy { rule in
                rule.matches(labels.element(rule.key, by: \.key)?.value)
            }
        }
        var found = 0
        for (key, value) in labels {
            guard let rule = rules.element(key, by: \.key) else { continue }
            guard rule.matches(value) else { return false }
            if rule.needsLabel { found += 1 }
        }
        return found == neededLabels
    }
}

extension Array {
    /// The element whose key is `key`, among elements that are sorted by the bytes of their keys.
    fileprivate func element(_ key: String, by keyOf: (Element) -> String) -> Element? {
        let index = partitioningIndex { !keyOf($0).precedesBytewise(key) }
        return index < count && keyOf(self[index]).hasSameBytes(as: key) ? self[index] : nil
    }
}
