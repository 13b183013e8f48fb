import KubeJSON

/// A field in which a request is not as a match says.
struct RequestDifference: Hashable, Sendable {
    let criterion: RequestCriterion

    /// The texts of which one was expected.
    let expected: [String]

    /// What was found; nil when that was nothing.
    let found: String?

    /// The difference in words.
    var text: String {
        let wanted = expected.map { GoQuote.quote($0) }.joined(separator: " or ")
        guard let found else { return "it has no \(criterion.rawValue) instead of \(wanted)" }
        return "its \(criterion.rawValue) is \(GoQuote.quote(found)) instead of \(wanted)"
    }
}

extension RequestMatch {
    /// The fields in which `subject` is not as the match says, in the order of the criteria.
    func differences(from subject: inout RequestSubject) -> [RequestDifference] {
        var differences: [RequestDifference] = []
        for criterion in RequestCriterion.allCases {
            guard let patterns = patterns(of: criterion) else { continue }
            let texts = criterion.texts(of: &subject)
            let holds = patterns.contains { pattern in texts.contains { pattern.matches($0) } }
            guard !holds else { continue }
            differences.append(
                RequestDifference(
                    criterion: criterion, expected: patterns.map(\.text), found: texts.first))
        }
        return differences
    }
}
