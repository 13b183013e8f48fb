package import KubeEndpoints
package import KubeHTTP1
import KubeRegistry
package import KubeTime

/// What the journal tells of a request: what was asked, and what came of it when.
///
/// It is begun when the request is decided, and enters the journal, packed, once its answer is final.
/// Nothing in it is text that was made for it.
package struct RequestEntry: Sendable {
    /// What was asked.
    package private(set) var noted: NotedRequest

    /// When the request came, by the clock of the cluster.
    let time: Timestamp

    /// When the request came, by the machine's clock.
    let machineTime: Timestamp

    /// The times at which it came from one phase to the next.
    private(set) var phases: RequestPhases

    /// What was answered, whether or not the client has got it; nil when nothing was.
    private(set) var answer: NotedAnswer?

    /// The revision of the last change that the request has made; nil when it made none.
    private(set) var committed: UInt64?

    /// The watch that the answer is; nil when it is none.
    private(set) var watch: WatchID?

    /// What rules have done to the request; nil when none did anything.
    package private(set) var fate: RequestFate?

    /// When the answer became final, by the clock of the cluster.
    private(set) var endTime: Timestamp

    /// What has become of the answer; of no meaning before it is final.
    private(set) var outcome = RecordedRequest.Outcome.answered

    /// The entry of a request that came at `time`, by the machine's clock at `machineTime`, and by a
    /// clock that never jumps at `received`.
    package init(
        _ noted: NotedRequest, at time: Timestamp, machineTime: Timestamp, received: Duration
    ) {
        self.noted = noted
        self.time = time
        self.machineTime = machineTime
        endTime = time
        phases = RequestPhases(received: received)
    }

    /// The names of the rules that have acted on the request, in order.
    var rules: [String] { fate?.rules ?? [] }

    /// How long it took until its client had taken the answer; zero when it never had.
    var duration: Duration { (phases.answered ?? phases.received) - phases.received }

    /// What the header `Audit-Id` of the answer says; empty without one.
    package var auditID: String { answer?.auditID ?? "" }

    /// What has become of the answer, as the journal calls it; of no meaning before it is final.
    package var outcomeName: String { outcome.rawValue }
}

// MARK: - What happens

extension RequestEntry {
    /// It is decided at `time` to answer `reply`, or to wait; or once more, since a commit was undone.
    package mutating func decide(_ reply: borrowing ClusterReply, at time: Duration) {
        fate = reply.fate
        switch reply.kind {
        case .wait, .end:
            guard let decided = reply.fate?.decided else { return }
            answer = NotedAnswer(decided, isWrite: noted.isWrite)
        case .complete(let response), .metered(let response, _):
            answer = NotedAnswer(response, isWrite: noted.isWrite)
        case .stream(let response, let stream):
            answer = NotedAnswer(response, isWrite: false)
            if case .watch(let stream) = stream { watch = stream.id }
        }
        committed = reply.committed
        if phases.decided == nil { phases.decided = time }
        if committed != nil, phases.committed == nil { phases.committed = time }
    }

    /// What the request has changed is stored for good at `time`, or it could not be stored and has
    /// not happened.
    package mutating func endKeeping(_ isKept: Bool, at time: Duration) {
        if !isKept { (committed, answer, phases.decided) = (nil, nil, nil) }
        phases.committed = isKept ? time : nil
    }

    /// The client is told by `response` that the change could not be stored.
    package mutating func refuse(with response: HTTPResponse, at time: Duration) {
        answer = NotedAnswer(response, isWrite: noted.isWrite)
        phases.decided = time
    }

    /// The answer is final at `time`: `outcome` has become of it.
    package mutating func end(_ outcome: RecordedRequest.Outcome, at time: Duration) {
        // What a rule has brought about is told, unless the client has got an answer all the same.
        self.outcome = outcome == .answered ? outcome : fate?.outcome ?? outcome
        if outcome == .answered { phases.answered = time }
    }

    /// The client has got an answer with this status, which may be one that the server made up at its
    /// end.
    package mutating func end(status: Int, at time: Duration) {
        end(.answered, at: time)
        if answer?.status != status { answer = NotedAnswer(status: status) }
    }

    /// The answer became final at `time` by the clock of the cluster.
    mutating func end(at time: Timestamp) {
        endTime = time
    }
}

// MARK: - In the journal

extension RequestEntry {
    /// Writes the texts, but for the bodies, and what is mostly nothing.
    func pack(into writer: inout PackedWriter) {
        noted.pack(into: &writer)
        if let answer {
            writer.append(true)
            answer.pack(into: &writer)
        } else {
            writer.append(false)
        }
        let isUsual = watch == nil && fate == nil && outcome == .answered
        writer.append(isUsual)
        guard !isUsual else { return }
        writer.append(watch?.number)
        writer.append(outcome.rawValue)
        writer.append(rules.count)
        for rule in rules { writer.append(rule) }
    }

    /// Reads what `pack` has written of the entry that is packed as `packed`; the request is understood as
    /// a server does that offers `catalog`.
    init(_ reader: inout PackedReader, of packed: PackedEntry, _ catalog: ResourceCatalog) {
        noted = NotedRequest(&reader, body: packed.body, catalog)
        (time, machineTime, endTime) = (packed.time, packed.machineTime, packed.endTime)
        phases = RequestPhases(packed.phases)
        answer = reader.isTrue() ? NotedAnswer(&reader, body: packed.answerBody) : nil
        committed = packed.committed == 0 ? nil : packed.committed
        guard !reader.isTrue() else { return }
        watch = reader.optionalNumber().map { WatchID(number: $0) }
        outcome = RecordedRequest.Outcome(rawValue: reader.text()) ?? .answered
        let rules = (0..<reader.count()).map { _ in reader.text() }
        if !rules.isEmpty { fate = RequestFate(rules: rules) }
    }
}
