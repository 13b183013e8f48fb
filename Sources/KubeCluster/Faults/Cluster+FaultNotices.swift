import KubeEndpoints
import KubeJSON
import KubeTime
import Logging

/// What the log tells of rules.
extension Cluster {
    /// That a rule was made, or put in the place of one of those called `names`.
    mutating func tellMade(_ entry: FaultEntry, replacing names: Set<String>, at now: Timestamp) {
        let rule = entry.rule
        let actions = rule.actions.map { JSONWriter.text($0.json) }
        var fields: Logger.Metadata = [
            "rule": "\(entry.name)", "phase": "\(rule.effectivePhase.rawValue)",
            "action": "\(actions.joined(separator: ", then "))",
        ]
        if !rule.match.isEmpty { fields["match"] = "\(JSONWriter.text(rule.match.json))" }
        if let tag = rule.tag { fields["tag"] = "\(tag)" }
        if let times = rule.times { fields["times"] = .stringConvertible(times) }
        tell(
            names.contains(entry.name) ? "Replaced a rule" : "Made a rule", fields, at: now)
    }

    /// What rules have done to a request whose answer is final, and which the journal has by now.
    mutating func tellActs(on entry: RequestEntry, at now: Timestamp) {
        guard let fate = entry.fate else { return }
        var subject = RequestSubject(ResolvedRequest(entry.noted), entry.answer)
        for act in fate.course.acts {
            var fields: Logger.Metadata = [
                "rule": "\(act.rule)", "action": "\(act.action)",
                "client": "\(subject.request.client)", "summary": "\(subject.summary)",
                "outcome": "\(entry.outcome.rawValue)",
            ]
            if let phase = act.phase { fields["phase"] = "\(phase.rawValue)" }
            if requestJournal.lastID > 0 {
                fields["request"] = .stringConvertible(requestJournal.lastID)
            }
            tell("A rule acted", fields, at: now)
        }
    }

    /// That a rule has done something to an open watch.
    mutating func tellAct(
        _ step: FaultStep, on watch: WatchID, _ client: String,
        at now: Timestamp
    ) {
        tell(
            "A rule acted",
            [
                "rule": "\(step.entry.name)", "action": "\(step.action.name)",
                "phase": "\(FaultPhase.watching.rawValue)",
                "watch": .stringConvertible(watch.number), "client": "\(client)",
            ], at: now)
    }
}
