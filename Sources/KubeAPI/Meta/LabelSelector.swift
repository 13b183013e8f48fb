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

    /// The selector that `text` spells.
    package init(parsing text: String) throws(StatusError) {
        var parser = LabelSelectorParser(text)
        requirements = try parser.requirements()
    }

    /// Whether an object is picked whose label with a given key is what `label` answers.
    package func matches(_ label: (String) -> String?) -> Bool {
        requirements.allSatisfy { $0.matches(label($0.key)) }
    }
}

extension LabelSelector.Requirement {
    fileprivate func matches(_ label: String?) -> Bool {
        switch relation {
        case .exists: return label != nil
        case .doesNotExist: return label == nil
        case .isIn: return label.map(values.contains) ?? false
        case .isNotIn: return !(label.map(values.contains) ?? false)
        case .isGreater, .isLess:
            guard let number = label.flatMap({ Int64($0) }),
                let bound = values.first.flatMap({ Int64($0) })
            else { return false }
            return relation == .isGreater ? number > bound : number < bound
        }
    }
}
