import KubeAPI
import KubeJSON

/// That requests came in an order; others may lie between.
struct SequenceCondition: ConditionPart {
    let matches: [RequestMatch]

    /// Only requests after the one with this number count.
    let since: UInt64

    init(_ matches: [RequestMatch], after id: UInt64) {
        self.matches = matches
        since = id
    }

    func subjects(turning holds: Bool) -> [ConditionSubject] {
        matches.flatMap { ConditionSubject.requests($0) }
    }

    var questions: [JournalQuestion] { [question] }

    private var question: JournalQuestion { JournalQuestion(order: matches, since: since) }

    func check(in cluster: Cluster) throws(StatusError) {
        for match in matches { try match.check() }
        try cluster.checkJournal()
    }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        cluster.tally(question, at: moment).count == matches.count
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let tally = cluster.tally(question, at: moment)
        let holds = tally.count == matches.count
        var text = "\(tally.count) of \(matches.count) requests came in this order"
        if let last = tally.lastMatch.flatMap({ cluster.line(of: $0) }) {
            text += "; the last of them is \(last)"
        }
        if !holds {
            let next = matches[tally.count]
            let closest = cluster.closest(to: next, after: tally.lastMatch ?? since, at: moment)
            text += closest.map { "; for the next, \($0)" } ?? "; none came after it"
        }
        return ConditionAccount(holds: holds, text: text, request: tally.lastMatch)
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["sequence", "since"])
        guard let list = document["sequence"]?.array, !list.isEmpty else {
            throw document.refusal(of: "sequence", "a list of matches")
        }
        var matches: [RequestMatch] = []
        for (index, element) in list.enumerated() {
            matches.append(
                try RequestMatch(element, at: "\(document.path("sequence"))[\(index)]"))
        }
        self.init(matches, after: try document.request("since"))
    }

    var json: JSONValue {
        var document = JSONObject([("sequence", .array(matches.map(\.json)))])
        if since > 0 { document.append("since", .whole(since)) }
        return .object(document)
    }
}
