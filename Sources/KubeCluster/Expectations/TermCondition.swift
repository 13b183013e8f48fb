import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// That something was wrong with the terms of a lease, or that nothing was.
struct TermCondition: ConditionPart {
    let lease: NamespacedName
    let wanted: Wanted

    /// Which findings there are to be.
    enum Wanted: Hashable, Sendable {
        case none
        case any
        /// At least one of each of these kinds.
        case kinds([TermFinding.Kind])
    }

    init(_ lease: NamespacedName, _ wanted: Wanted) {
        self.lease = lease
        self.wanted = wanted
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] {
        [
            .object(
                ObjectKey(
                    resource: Resource.leases.name, namespace: lease.namespace, name: lease.name))
        ]
    }

    var readsTerms: Bool { true }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        holds(cluster.followedTerms.terms(of: lease).flatMap(\.findings))
    }

    /// What was wrong once stays so.
    func isLost(in cluster: Cluster) -> Bool {
        wanted == .none && cluster.followedTerms.terms(of: lease).contains { !$0.findings.isEmpty }
    }

    private func holds(_ findings: [TermFinding]) -> Bool {
        switch wanted {
        case .none: findings.isEmpty
        case .any: !findings.isEmpty
        case .kinds(let kinds):
            kinds.allSatisfy { kind in findings.contains { $0.kind == kind } }
        }
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let terms = cluster.followedTerms.terms(of: lease)
        let findings = terms.flatMap(\.findings)
        let list = findings.map { "\($0.kind.rawValue) at \($0.time.rfc3339): \($0.message)" }
        let text =
            if terms.isEmpty {
                "nobody has ever held the lease \(lease)"
            } else if list.isEmpty {
                "nothing was wrong with the terms of \(lease)"
            } else {
                "the terms of \(lease) have \(list.joined(separator: ", and "))"
            }
        return ConditionAccount(
            holds: holds(findings), text: text,
            version: terms.last { !$0.findings.isEmpty }?.startVersion)
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["terms", "findings"])
        self.init(try document.lease("terms"), try Self.wanted(in: document))
    }

    private static func wanted(in document: ControlObject) throws(StatusError) -> Wanted {
        switch document["findings"] {
        case nil, "none": return .none
        case "any": return .any
        case let value:
            var kinds: [TermFinding.Kind] = []
            for element in value?.array ?? [] {
                guard let kind = element.string.flatMap(TermFinding.Kind.init) else {
                    throw refusal(in: document)
                }
                kinds.append(kind)
            }
            guard !kinds.isEmpty else { throw refusal(in: document) }
            return .kinds(kinds)
        }
    }

    private static func refusal(in document: ControlObject) -> StatusError {
        let known = TermFinding.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return document.refusal(of: "findings", "none, any, or a list of \(known)")
    }

    var json: JSONValue {
        let findings: JSONValue =
            switch wanted {
            case .none: "none"
            case .any: "any"
            case .kinds(let kinds): .array(kinds.map { .string($0.rawValue) })
            }
        return ["terms": .string(lease.description), "findings": findings]
    }
}
