import KubeAPI
import KubeJSON
import KubeTime

/// That no request was answered for a while, by the clock by which the condition is looked at; those to
/// the control API do not count.
struct QuietCondition: ConditionPart {
    let duration: Duration

    init(_ duration: Duration) {
        self.duration = duration
    }

    /// Requests only put off that it holds: when it may do so, the last is looked for.
    func subjects(turning holds: Bool) -> [ConditionSubject] { holds ? [] : [.requests] }

    func check(in cluster: Cluster) throws(StatusError) {
        try cluster.checkJournal()
        guard duration >= .zero else { throw .badRequest("\"quiet\" must not be negative") }
    }

    func holds(in cluster: Cluster, at moment: ConditionMoment) -> Bool {
        silence(in: cluster, at: moment).map { $0 >= duration } ?? true
    }

    func account(in cluster: Cluster, at moment: ConditionMoment) -> ConditionAccount {
        let last = cluster.requestJournal.lastID
        guard let silence = silence(in: cluster, at: moment) else {
            return ConditionAccount(holds: true, text: "no request was ever answered")
        }
        let length = GoDuration(silence).description
        return ConditionAccount(
            holds: silence >= duration,
            text: "no request was answered for \(length)"
                + (cluster.line(of: last).map { "; the last is \($0)" } ?? ""), request: last)
    }

    func nextDue(in cluster: Cluster, at moment: ConditionMoment) -> ConditionDue {
        guard !holds(in: cluster, at: moment), let last = cluster.requestJournal.lastEnd else {
            return ConditionDue()
        }
        return moment.wall == nil
            ? ConditionDue(cluster: last.cluster + duration)
            : ConditionDue(machine: last.machine + duration)
    }

    /// How long no request was answered; nil when none ever was.
    private func silence(in cluster: Cluster, at moment: ConditionMoment) -> Duration? {
        guard let last = cluster.requestJournal.lastEnd else { return nil }
        return moment.wall.map { $0 - last.machine } ?? (moment.now - last.cluster)
    }

    init(_ value: JSONValue, at place: String) throws(StatusError) {
        let document = try ControlObject(value, at: place, known: ["quiet"])
        guard let duration = try document.duration("quiet") else {
            throw document.refusal(of: "quiet", "a duration such as \"2s\"")
        }
        self.init(duration)
    }

    var json: JSONValue { ["quiet": .string(GoDuration(duration).description)] }
}
