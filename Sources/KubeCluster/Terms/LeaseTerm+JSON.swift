package import KubeJSON

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

// MARK: - Reading

extension LeaseTerm {
    /// The term that a document of the control API describes; nil when that is something else.
    package init?(_ document: JSONValue) {
        guard
            let place = document["lease"]?.string?.split(separator: "/", maxSplits: 1),
            place.count == 2, let holder = document["holderIdentity"]?.string,
            let version = document["fromVersion"]?.version
        else { return nil }
        self.init(
            namespace: String(place[0]), lease: String(place[1]), holderIdentity: holder,
            start: document["from"]?.instant, startVersion: version)
        end = End(document)
        renewalCount = document["renewals"]?.integer.map { Int($0) } ?? 0
        longestGap = document["longestGap"]?.duration
        margin = document["margin"]?.duration
        for finding in document["findings"]?.array?.compactMap(TermFinding.init) ?? [] {
            add(finding)
        }
    }
}

extension LeaseTerm.End {
    fileprivate init?(_ document: JSONValue) {
        guard let time = document["to"]?.instant, let version = document["toVersion"]?.version,
            let reason = document["ended"]?.string.flatMap(LeaseTerm.Reason.init)
        else { return nil }
        self.init(time: time, version: version, reason: reason)
    }
}

extension TermFinding {
    fileprivate init?(_ document: JSONValue) {
        guard let kind = document["kind"]?.string.flatMap(Kind.init),
            let time = document["time"]?.instant, let message = document["message"]?.string
        else { return nil }
        self.init(kind: kind, time: time, message: message)
    }
}
