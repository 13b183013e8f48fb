import KubeCluster
import KubeEndpoints
import KubeHTTP1
import KubeSockets
import KubeTime

/// What is remembered of a request until its answer is final: a place that is used again and again.
struct OpenRequest {
    /// The cluster that was asked.
    private(set) var cluster = ClusterID.default
    /// What is counted and told of it; nil when nothing is.
    var entry: RequestEntry?
    /// What is logged of it; nil when nothing is.
    private(set) var line: RequestLine?

    /// Nobody has asked anything.
    init() {}

    /// A request of which `line` is logged, and which came at `received`, and at `machineTime` by the
    /// machine's clock, is told `reply`, as was decided at `decided`.
    ///
    /// One that is asked again came when it came first.
    mutating func begin(
        _ reply: borrowing HostReply, _ line: RequestLine?, at machineTime: Timestamp,
        received: Duration, decided: Duration
    ) {
        cluster = reply.cluster
        self.line = line
        if entry == nil, let noted = reply.reply.noted {
            entry = RequestEntry(
                noted, at: reply.reply.time, machineTime: machineTime, received: received)
        }
        decide(reply.reply, at: decided)
    }

    /// It is decided at `time` what to answer.
    mutating func decide(_ reply: borrowing ClusterReply, at time: Duration) {
        entry?.decide(reply, at: time)
    }

    /// Empties the place, and returns what was in it.
    mutating func take() -> OpenRequest {
        var content = OpenRequest()
        swap(&self, &content)
        return content
    }
}

extension RequestEntry {
    /// The answer is final at `time`.
    mutating func end(with outcome: AnswerOutcome, at time: Duration) {
        if case .answered(let status) = outcome {
            end(status: status, at: time)
        } else {
            end(outcome.recorded, at: time)
        }
    }
}

extension AnswerOutcome {
    /// The outcome as the journal calls it.
    var recorded: RecordedRequest.Outcome {
        switch self {
        case .answered: .answered
        case .clientGone: .clientGone
        case .cut: .cut
        case .withheld: .reset
        case .ended: .serverEnded
        }
    }
}
