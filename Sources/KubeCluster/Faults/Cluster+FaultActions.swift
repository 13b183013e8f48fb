import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// What rules do to requests.
extension Cluster {
    /// Does what `rule` says at `phase`; returns a reply when the request comes no further.
    mutating func apply(
        _ action: FaultAction, by rule: String, at phase: FaultPhase,
        to request: inout FaultedRequest, _ timeout: Duration?, at now: Timestamp
    ) -> ClusterReply? {
        let http = request.resolved.http
        switch action {
        case .pass, .watch: return nil
        case .error(let error):
            var subject = request.subject
            return ended(&request, .complete(answer(error, to: &subject)))
        case .status(let status):
            return ended(&request, .complete(api.refuse(http, with: status.error)))
        case .answer(let answer): return ended(&request, .complete(answer.response))
        case .delay(let delay):
            let duration = delay.sample(&faults.random)
            guard duration > .zero else { return nil }
            return pause(&request, .delayed, until: now + duration, at: now)
        case .hold, .hang:
            return hold(&request, by: rule, phase, isHung: action == .hang, timeout, at: now)
        case .reset: return ended(&request, .end(.reset), .reset)
        case .close: return ended(&request, .end(.close), .closed)
        case .refuse: return ended(&request, .end(.reset), .refused)
        case .slow(let rate):
            request.bytesPerSecond = min(request.bytesPerSecond ?? rate, rate)
        case .stale(let staleness): request.staleness = staleness
        case .expire: forgetHistory(before: registry.store.revision)
        case .garbage: spoil(&request)
        case .truncate(let count, let ending):
            return delivered(&request, upTo: count, ending, at: now)
        }
        return nil
    }

    /// The last reply to a request, in place of the one that was decided.
    private mutating func ended(
        _ request: inout FaultedRequest, _ kind: ClusterReply.Kind,
        _ outcome: RecordedRequest.Outcome? = nil
    ) -> ClusterReply {
        var reply = ClusterReply(kind)
        reply.fate =
            outcome.map { request.fate($0) } ?? RequestFate(request.course)
        (reply.noted, reply.time) = (request.noted, request.time)
        reply.committed = request.reply?.committed
        if let former = request.reply { discard(former) }
        return reply
    }

    /// Nothing is said to the client until it is no longer cut off.
    mutating func silence(_ request: inout FaultedRequest, at now: Timestamp) -> ClusterReply {
        let client = request.resolved.client
        request.course.act(
            FaultAct(rule: "partition \(client)", action: "silence", phase: nil))
        return pause(&request, .silenced, at: now)
    }

    private mutating func hold(
        _ request: inout FaultedRequest, by rule: String, _ phase: FaultPhase, isHung: Bool,
        _ timeout: Duration?, at now: Timestamp
    ) -> ClusterReply {
        guard paused.heldCount < PausedRequests.heldMax else {
            let error = StatusError(
                code: 429, reason: "TooManyRequests",
                message: "\(PausedRequests.heldMax) requests are held: release some first")
            return ended(&request, .complete(api.refuse(request.resolved.http, with: error)))
        }
        return pause(
            &request, .held(rule: rule, phase, isHung: isHung), until: timeout.map { now + $0 },
            at: now)
    }

    /// Has a request wait, until `instant` if it then goes on by itself.
    mutating func pause(
        _ request: inout FaultedRequest, _ reason: PausedRequest.Reason,
        until instant: Timestamp? = nil, at now: Timestamp
    ) -> ClusterReply {
        let ticket = request.ticket ?? paused.newTicket()
        request.ticket = ticket
        paused[ticket] = PausedRequest(request: request, reason: reason, since: now)
        paused.expect(ticket, at: instant)
        if tells { tellHeld(ticket) }
        var reply = ClusterReply(.wait(.fault(ticket)))
        (reply.noted, reply.time) = (request.noted, request.time)
        reply.committed = request.reply?.committed
        reply.fate = request.fate(reason.outcome)
        return reply
    }

    private mutating func spoil(_ request: inout FaultedRequest) {
        guard case .complete(var response) = request.reply?.kind else { return }
        response.body = response.body.map { _ in
            UInt8(truncatingIfNeeded: faults.random.next())
        }
        request.reply?.kind = .complete(response)
    }

    /// The answer that was decided, at the rate that rules have said, and no more of it than `limit`.
    mutating func delivered(
        _ request: inout FaultedRequest, upTo limit: Int = .max,
        _ ending: FaultAction.Ending? = nil, at now: Timestamp
    ) -> ClusterReply {
        guard var reply = request.reply else {
            preconditionFailure("what is answered is decided")
        }
        (reply.noted, reply.time) = (request.noted, request.time)
        reply.fate =
            ending == nil ? RequestFate(request.course) : request.fate(.truncated)
        switch reply.kind {
        case .complete(let response) where ending != nil || request.bytesPerSecond != nil:
            reply.kind = .metered(
                response,
                meter(response.body.prefix(limit), request.bytesPerSecond, ending, at: now))
        case .stream(_, .watch(let stream)):
            if let id = stream.id {
                api.identify(id, as: request.noted)
                takeWatch(id, request.noted, at: now)
            }
        case .complete, .wait, .stream, .metered, .end: break
        }
        return reply
    }
}

extension PausedRequest.Reason {
    /// What becomes of a request whose client leaves meanwhile, and which has changed nothing.
    fileprivate var outcome: RecordedRequest.Outcome {
        switch self {
        case .held(_, _, isHung: true), .silenced: .hung
        case .held: .held
        case .delayed, .unkept, .undone, .awaiting, .ready: .clientGone
        }
    }
}
