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

extension ControlComponent {
    /// One holder's time with a lease.
    static let term = ControlComponent("Term") {
        .object([
            "lease": .text, "holderIdentity": .text, "from": .instant.orNull,
            "fromVersion": .version, "to": .instant.orNull, "toVersion": .version.orNull,
            "ended": .choice(["released", "takenOver", "leaseDeleted"]).orNull,
            "renewals": .whole, "longestGap": .duration.orNull, "margin": .duration.orNull,
            "findings": .list(
                of: .object([
                    "kind": .choice(TermFinding.Kind.self), "time": .instant, "message": .text,
                ])),
        ])
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
