import KubeJSON

extension LeaseTerm {
    /// The term for programs.
    var json: JSONValue {
        [
            "lease": .string("\(namespace)/\(lease)"),
            "holderIdentity": .string(holderIdentity),
            "from": .instant(start),
            "fromVersion": .string(String(startVersion)),
            "to": .instant(end?.time),
            "toVersion": .text(end.map { String($0.version) }),
            "ended": .text(end?.reason.rawValue),
            "renewals": .integer(Int64(renewalCount)),
            "longestGap": .text(longestGap.map { GoDuration($0).description }),
            "margin": .text(margin.map { GoDuration($0).description }),
            "findings": .array(findings.map(\.json)),
        ]
    }
}

extension TermFinding {
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "time": .string(time.rfc3339),
            "message": .string(message),
        ]
    }
}
