import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeTime

/// A request that rules concern, on its way from one phase to the next.
struct FaultedRequest: Sendable {
    /// What is asked.
    var resolved: ResolvedRequest

    /// What is remembered of it.
    let noted: NotedRequest

    /// When it came.
    let time: Timestamp

    /// How far the rules were asked.
    var course: FaultCourse

    /// How far it has come.
    var stage = Stage.received

    /// What is answered, once that is decided.
    var reply: ClusterReply?

    /// Which state it reads; nil for the present one.
    var staleness: FaultAction.Staleness?

    /// How many bytes of the answer's body the client gets per second; nil for all at once.
    var bytesPerSecond: Int?

    /// Which waiting request it is; nil before it has waited.
    var ticket: FaultTicket?

    /// How far a request has come.
    enum Stage: Sendable {
        /// Nothing has happened.
        case received
        /// It is to be done.
        case performing
        /// It is done, and the answer waits until that is stored for good.
        case keeping
        /// What it has changed is stored, if it has changed anything.
        case committed
        /// The answer is to be sent.
        case answering
    }

    /// A request that comes at `time`, and of which rules have had a say before if there is a `course`.
    init(_ resolved: ResolvedRequest, _ course: FaultCourse?, at time: Timestamp) {
        self.resolved = resolved
        // A rule may do something to the whole answer.
        self.resolved.isAnsweredAtOnce = true
        noted = resolved.noted
        self.time = time
        self.course = course ?? FaultCourse()
    }

    /// The response that is decided, also where only its head is.
    var response: HTTPResponse? {
        switch reply?.kind {
        case .complete(let response), .stream(let response, _), .metered(let response, _): response
        case .wait, .end, nil: nil
        }
    }

    /// Whether it has changed something.
    var hasCommitted: Bool { reply?.committed != nil }

    /// Whether it has written what it was to write, also where that was stored already.
    var hasWritten: Bool {
        if hasCommitted { return true }
        guard noted.isWrite, let response, (200..<300).contains(response.status) else {
            return false
        }
        return !isDryRun
    }

    private var isDryRun: Bool {
        guard resolved.query.first("dryRun") == nil else { return true }
        guard resolved.verb == .delete || resolved.verb == .deletecollection else { return false }
        var resolved = resolved
        return resolved.bodyDocument?["dryRun"] != nil
    }

    /// What rules look at.
    var subject: RequestSubject {
        RequestSubject(resolved, response.map { NotedAnswer($0, isWrite: noted.isWrite) })
    }

    /// What is remembered when its client does not get an answer, since that is `outcome` unless it has
    /// written something.
    func fate(_ outcome: RecordedRequest.Outcome) -> RequestFate {
        RequestFate(course, outcome: hasWritten ? .lost : outcome, decided: response)
    }
}
