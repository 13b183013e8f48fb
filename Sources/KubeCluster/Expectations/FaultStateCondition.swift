import KubeAPI
import KubeJSON
import KubeTime

/// That a rule has a state, or that all have.
struct FaultStateCondition: ConditionPart {
    let state: FaultReport.State

    /// The rule that is meant; nil for all.
    let rule: String?

    init(_ state: FaultReport.State, rule: String?) {
        self.state = state
        self.rule = rule
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] { [.rules] }

    var rules: [String] { rule.map { [$0] } ?? [] }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        let entries = entries(of: cluster)
        return !entries.isEmpty && entries.allSatisfy { has(state, $0, in: cluster, at: moment) }
    }

    func nextDue(in cluster: Cluster, at moment: ConditionMoment) -> ConditionDue {
        let ends = entries(of: cluster).compactMap(\.end).filter { $0 > moment.now }
        return ConditionDue(cluster: ends.min())
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let entries = entries(of: cluster)
        let others = entries.filter { !has(state, $0, in: cluster, at: moment) }
        let text =
            if entries.isEmpty {
                rule.map { "there is no rule \($0)" }
                    ?? "there is no rule that can be \(state.rawValue)"
            } else if let other = others.first {
                "the rule \(other.name) is \(cluster.state(of: other, at: moment.now).rawValue) instead of "
                    + "\(state.rawValue): "
                    + "seen \(other.seenCount), acted \(other.actedCount)"
            } else {
                entries.count == 1
                    ? "the rule \(entries[0].name) is \(state.rawValue)"
                    : "all \(entries.count) rules are \(state.rawValue)"
            }
        return ConditionAccount(
            holds: !entries.isEmpty && others.isEmpty, text: text,
            request: entries.compactMap(\.lastRequests.last).max())
    }

    /// The rules that are meant.
    private func entries(of cluster: Cluster) -> [FaultEntry] {
        cluster.faults.entries.filter { entry in
            if let rule { return entry.name == rule }
            return state != .spent || entry.rule.times != nil
        }
    }

    private func has(
        _ state: FaultReport.State, _ entry: FaultEntry, in cluster: Cluster,
        at moment: ConditionMoment
    ) -> Bool {
        cluster.state(of: entry, at: moment.now).rawValue == state.rawValue
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["faults", "rule"])
        guard let state = document["faults"]?.string.flatMap(FaultReport.State.init) else {
            throw document.refusal(of: "faults", "active, spent or expired")
        }
        self.init(state, rule: try document.text("rule"))
    }

    var json: JSONValue {
        var document = JSONObject([("faults", .string(state.rawValue))])
        if let rule { document.append("rule", .string(rule)) }
        return .object(document)
    }
}
