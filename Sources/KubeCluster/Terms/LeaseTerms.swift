import KubeJSON

/// Terms in the order in which they began, of one lease or of many.
struct LeaseTerms: ControlReport {
    let terms: [LeaseTerm]

    /// How many terms that ended are no longer kept.
    let omittedCount: Int

    var json: JSONValue {
        ["terms": .array(terms.map(\.json)), "omitted": .integer(Int64(omittedCount))]
    }

    /// A paragraph for each lease, in the order in which the first began.
    var text: String {
        guard !terms.isEmpty else { return "Nobody has held a lease.\n" }
        var leases: [String] = []
        var lines: [String: [String]] = [:]
        for term in terms {
            let lease = "\(term.namespace)/\(term.lease)"
            if lines[lease] == nil { leases.append(lease) }
            lines[lease, default: []] += term.lines
        }
        var paragraphs = leases.map { lease in
            (["Lease \(lease)"] + (lines[lease] ?? [])).joined(separator: "\n") + "\n"
        }
        if omittedCount > 0 {
            paragraphs.append("The \(omittedCount) terms that ended first are forgotten.\n")
        }
        return paragraphs.joined(separator: "\n")
    }
}
