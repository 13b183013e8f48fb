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

    var subjects: [ConditionSubject] { ConditionSubject.requests(match) }

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
        let holds = count.contains(tally.count)
        var text = tally.count == 1 ? "1 request matches" : "\(tally.count) requests match"
        if !holds { text += " instead of \(count.text)" }
        if let last = tally.lastMatch.flatMap({ cluster.line(of: $0) }) {
            text += "; the last is \(last)"
        }
        if tally.count < count.lower {
            text += cluster.closest(to: match, after: since, at: moment).map { "; \($0)" } ?? ""
        }
        return ConditionAccount(holds: holds, text: text, request: tally.lastMatch)
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try FaultDocument(value, at: place, known: ["requests", "count", "since"])
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

extension ConditionSubject {
    /// What a condition depends on that asks for requests which satisfy `match`.
    static func requests(_ match: RequestMatch) -> [ConditionSubject] {
        for criterion in [RequestCriterion.name, .client] {
            guard let patterns = match.patterns(of: criterion) else { continue }
            guard patterns.allSatisfy(\.isPlain) else { continue }
            return patterns.map { .requestsWith(criterion, $0.text) }
        }
        return [.requests]
    }
}
