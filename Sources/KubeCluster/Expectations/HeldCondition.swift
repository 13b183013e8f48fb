import KubeAPI
import KubeJSON

/// That so many requests are held.
struct HeldCondition: ConditionPart {
    let count: CountRange

    /// The rule that holds them; nil for any.
    let rule: String?

    /// Only requests after the one with this number count.
    let since: UInt64

    init(_ count: CountRange, rule: String?, after id: UInt64) {
        self.count = count
        self.rule = rule
        since = id
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] { [.held] }

    var rules: [String] { rule.map { [$0] } ?? [] }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        guard rule != nil || since > 0 else { return count.contains(cluster.paused.heldCount) }
        return count.contains(requests(of: cluster).count)
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let requests = requests(of: cluster)
        let list = requests.map { "#\($0.id) of \($0.client), \($0.summary)" }
        var account = count.account(
            of: requests.count, one: "request is held", many: "requests are held")
        if !list.isEmpty { account.text += ": \(list.joined(separator: "; "))" }
        return account
    }

    private func requests(of cluster: Cluster) -> [HeldRequest] {
        cluster.heldRequests.filter { held in
            held.id > since && (rule.map { held.rule == $0 } ?? true)
        }
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["held", "rule", "since"])
        guard let count = try CountRange("held", in: document) else {
            throw document.refusal(of: "held", "how many")
        }
        self.init(
            count, rule: try document.text("rule"), after: try document.request("since"))
    }

    var json: JSONValue {
        var document = JSONObject([("held", count.json)])
        if let rule { document.append("rule", .string(rule)) }
        if since > 0 { document.append("since", .whole(since)) }
        return .object(document)
    }
}
