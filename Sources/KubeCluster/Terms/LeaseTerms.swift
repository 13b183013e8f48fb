import KubeJSON

/// Terms in the order in which they began, of one lease or of many.
struct LeaseTerms: ControlReport {
    let terms: [LeaseTerm]

    /// How many terms that ended are no longer kept.
    let omittedCount: Int

    /// Why there are no terms; nil when there are.
    let note: String?

    static var schema: ControlSchema {
        .object([
            "terms": .list(of: .named(.term)), "omitted": .whole, "note": .text.optional,
        ])
    }

    var json: JSONValue {
        var members = JSONObject([
            ("terms", .array(terms.map(\.json))), ("omitted", .integer(Int64(omittedCount))),
        ])
        if let note { members.append("note", .string(note)) }
        return .object(members)
    }

    /// A paragraph for each lease, in the order in which the first began.
    var text: String {
        if let note { return "\(note)\n" }
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
