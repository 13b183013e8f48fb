extension LeaseTerm {
    /// The terms for people: a paragraph for each lease, in the order in which the first began.
    static func text(_ terms: [LeaseTerm], omitting omittedCount: Int) -> String {
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

    private var lines: [String] {
        let renewals =
            switch renewalCount {
            case 0: "never renewed it"
            case 1: "renewed it once"
            default: "renewed it \(renewalCount) times"
            }
        let begin = start.map { "from \($0.rfc3339)" } ?? "from before what is remembered"
        let conclusion = end.map { "until \($0.time.rfc3339), when \($0.reason.clause)" }
        return [
            "  \(holderIdentity) held it \(begin) \(conclusion ?? "on"), and \(renewals)."
        ]
            + findings.map { finding in
                "    \(finding.kind.rawValue) at \(finding.time.rfc3339): \(finding.message)"
            }
    }
}

extension LeaseTerm.Reason {
    /// What happened, after "when".
    fileprivate var clause: String {
        switch self {
        case .released: "it was released"
        case .takenOver: "somebody else got it"
        case .leaseDeleted: "it was deleted"
        }
    }
}
