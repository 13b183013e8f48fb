import KubeAPI
import KubeJSON

/// That so many requests came.
struct RequestCondition: ConditionPart {
    let match: RequestMatch
    let count: CountRange

    /// Only requests after the one with this number count.
    let since: UInt64

    init(_ match: RequestMatch, _ count: CountRange, after id: UInt64) {
        self.match = match
        self.count = count
        since = id
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] { ConditionSubject.requests(match) }

    var questions: [JournalQuestion] { [question] }

    private var question: JournalQuestion { JournalQuestion(count: match, since: since) }

    func check(in cluster: Cluster) throws(StatusError) {
        try match.check()
        try cluster.checkJournal()
    }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        count.contains(cluster.tally(question, at: moment).count)
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let tally = cluster.tally(question, at: moment)
        var account = count.account(
            of: tally.count, one: "request matches", many: "requests match")
        if let last = tally.lastMatch.flatMap({ cluster.line(of: $0) }) {
            account.text += "; the last is \(last)"
        }
        if tally.count < count.lower {
            account.text +=
                cluster.closest(to: match, after: since, at: moment).map { "; \($0)" } ?? ""
        }
        account.request = tally.lastMatch
        return account
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["requests", "count", "since"])
        self.init(
            try document.match("requests"), try CountRange("count", in: document) ?? .atLeast(1),
            after: try document.request("since"))
    }

    var json: JSONValue {
        var document = JSONObject([("requests", match.json), ("count", count.json)])
        if since > 0 { document.append("since", .whole(since)) }
        return .object(document)
    }
}
