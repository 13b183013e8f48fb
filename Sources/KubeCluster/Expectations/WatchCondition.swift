import KubeAPI
import KubeEndpoints
import KubeJSON

/// That so many watches are open.
struct WatchCondition: ConditionPart {
    let match: RequestMatch
    let count: CountRange

    init(_ match: RequestMatch, _ count: CountRange) {
        self.match = match
        self.count = count
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] { [.watches] }

    func check(in cluster: Cluster) throws(StatusError) { try match.check() }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        count.contains(watches(of: cluster).count)
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let found = watches(of: cluster)
        let names = found.map { "#\($0.id.number) of \($0.client)" }
        var account = count.account(
            of: found.count, one: "watch is open", many: "watches are open")
        if !names.isEmpty { account.text += ": \(names.joined(separator: ", "))" }
        return account
    }

    private func watches(of cluster: Cluster) -> [OpenWatch] {
        let watches = cluster.openWatches
        return match.isEmpty
            ? watches
            : watches.filter { watch in
                guard let noted = cluster.request(of: watch) else { return false }
                var subject = RequestSubject(ResolvedRequest(noted), nil)
                return match.matches(&subject)
            }
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["watches", "count"])
        self.init(
            try document.match("watches"), try CountRange("count", in: document) ?? .atLeast(1))
    }

    var json: JSONValue { ["watches": match.json, "count": count.json] }
}
