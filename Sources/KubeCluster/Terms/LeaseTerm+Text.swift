import KubeJSON

extension LeaseTerm {
    /// The term for people.
    var lines: [String] {
        let renewals =
            switch renewalCount {
            case 0: start == nil ? "has not renewed it since" : "never renewed it"
            case 1: "renewed it\(least) once"
            default: "renewed it\(least) \(renewalCount) times"
            }
        let begin = start.map { "from \($0.rfc3339)" } ?? "from before what is remembered"
        let conclusion = end.map { "until \($0.time.rfc3339), when \($0.reason.clause)" }
        return [
            "  \(holderIdentity) held it \(begin) \(conclusion ?? "on"), and \(renewals)\(gap)."
        ]
            + marginLines
            + findings.map { finding in
                "    \(finding)"
            }
    }
}

extension LeaseTerm {
    /// What was before the beginning of what is remembered is not counted.
    private var least: String { start == nil ? " at least" : "" }

    private var gap: String {
        longestGap.map { ", with gaps of up to \(GoDuration($0))" } ?? ""
    }

    private var marginLines: [String] {
        guard let margin else { return [] }
        let place =
            margin >= .zero
            ? "\(GoDuration(margin)) before" : "\(GoDuration(.zero - margin)) after"
        return [
            "    Its client last acted as leader \(place) the end by its last answered renewal."
        ]
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
