package import KubeAPI
import KubeEndpoints
import KubeHTTP1
package import KubeTime
import Logging

/// Requests that a rule keeps waiting.
extension Cluster {
    /// The requests that are held, in the order in which they came.
    package var heldRequests: [HeldRequest] {
        paused.held.compactMap { HeldRequest($0.ticket, $0.paused) }
    }

    /// Lets a held request go on, or has something else happen to it; throws 404 when there is none of
    /// this number.
    package mutating func release(
        held id: HeldRequest.ID, _ action: FaultAction = .pass, at wall: Timestamp
    ) throws(StatusError) {
        let ticket = FaultTicket(number: id)
        guard let held = paused[ticket], case .held(let rule, let phase, _) = held.reason else {
            throw StatusError(
                code: 404, reason: "NotFound",
                message: "no request \(id) is held; GET /fake/held lists those that are")
        }
        guard action == .pass || action.phases.contains(phase) else {
            throw .badRequest(
                "the action \(action.name) does not act at \(phase.rawValue), where the request is "
                    + "held")
        }
        release(ticket, action, rule: rule, phase, at: clock.now(at: wall))
    }

    /// Lets all held requests go on, in order; those that satisfy `match`.
    @discardableResult
    package mutating func releaseHeld(
        _ match: RequestMatch = RequestMatch(), limit: Int = .max, at wall: Timestamp
    ) -> [HeldRequest.ID] {
        var released: [HeldRequest.ID] = []
        for (ticket, held) in paused.held where released.count < limit {
            var subject = held.request.subject
            guard match.matches(&subject), case .held(let rule, let phase, _) = held.reason else {
                continue
            }
            release(ticket, .pass, rule: rule, phase, at: clock.now(at: wall))
            released.append(ticket.number)
        }
        return released
    }

    private mutating func release(
        _ ticket: FaultTicket, _ action: FaultAction, rule: String, _ phase: FaultPhase,
        at now: Timestamp
    ) {
        if tells { tellReleased(ticket, action.name, at: now) }
        goOn(ticket, at: now) { cluster, request in
            guard action != .pass else { return nil }
            return cluster.apply(action, by: rule, at: phase, to: &request, nil, at: now)
        }
    }

    /// Has every request go on that has waited long enough.
    mutating func goOnWithDue(at now: Timestamp) {
        while let ticket = paused.popFirst(dueAt: now) {
            if tells { tellReleased(ticket, "timeout", at: now) }
            goOn(ticket, at: now) { _, _ in nil }
        }
    }

    /// Has everything go on at once that waits for an instant, which may never come any more.
    mutating func hurry(at now: Timestamp) {
        for ticket in paused.timed { goOn(ticket, at: now) { _, _ in nil } }
        meters.hurry()
        signalCount &+= 1
        isStirred = true
    }

    /// Has a request go on, after `body` has done something to it, which may be the end.
    ///
    /// It happens now, in the order in which requests are told to go on, and not when their clients are
    /// next served: so it is the same each time.
    private mutating func goOn(
        _ ticket: FaultTicket, at now: Timestamp,
        after body: (inout Cluster, inout FaultedRequest) -> ClusterReply?
    ) {
        guard let former = paused[ticket] else { return }
        paused[ticket] = nil
        var request = former.request
        let reply = body(&self, &request) ?? proceed(&request, at: now)
        if case .wait(.fault(ticket)) = reply.kind {
            paused[ticket]?.announcement = reply
        } else {
            paused[ticket] = PausedRequest(
                request: request, reason: .ready(reply), since: former.since)
        }
        isStirred = true
    }

    /// The answer to a request that has waited; nil when it must wait longer.
    mutating func resume(_ ticket: FaultTicket, at now: Timestamp) -> ClusterReply? {
        guard let former = paused[ticket] else {
            return .complete(HTTPResponse(control: .internalError("the request is not there")))
        }
        var request = former.request
        switch former.reason {
        case .delayed, .held, .silenced:
            paused[ticket]?.announcement = nil
            return former.announcement
        case .ready(var reply):
            paused[ticket] = nil
            reply.isUndoable = false
            return reply
        case .unkept where !isKept: return nil
        case .unkept, .undone: break
        case .awaiting(let waiting):
            guard let reply = resume(waiting, at: now) else { return nil }
            request.reply = reply
            request.stage = .committed
        }
        paused[ticket] = nil
        var reply = proceed(&request, at: now)
        // What is kept is not done again.
        if case .unkept = former.reason { reply.isUndoable = false }
        return reply
    }

    /// Forgets a request whose client has left; returns what has become of it meanwhile.
    mutating func abandon(_ ticket: FaultTicket) -> ClusterReply? {
        guard let former = paused[ticket] else { return nil }
        if tells { tellReleased(ticket, "clientGone", at: nil) }
        paused[ticket] = nil
        switch former.reason {
        case .awaiting(let waiting): abandon(waiting)
        case .ready(let reply):
            discard(reply)
            return reply
        case .delayed, .held, .silenced, .unkept, .undone: break
        }
        if let reply = former.request.reply { discard(reply) }
        return former.announcement
    }

    /// Nobody will read the stream of `reply`, if it is one.
    mutating func discard(_ reply: ClusterReply) {
        switch reply.kind {
        case .stream(_, .watch(let stream)): cancel(stream)
        case .metered(_, let body): cancel(body)
        case .complete, .wait, .stream, .end: break
        }
    }

    /// Has the log tell that a request is held no longer, and what happens to it; others were not held.
    private mutating func tellReleased(
        _ ticket: FaultTicket, _ action: String, at now: Timestamp?
    ) {
        guard let held = paused[ticket].flatMap({ HeldRequest(ticket, $0) }) else { return }
        var fields = held.fields
        fields["action"] = "\(action)"
        tell("Released a request", fields, at: now)
    }

    /// Has the log tell that a request is held.
    mutating func tellHeld(_ ticket: FaultTicket) {
        guard let held = paused[ticket].flatMap({ HeldRequest(ticket, $0) }) else { return }
        tell("Held a request", held.fields, at: held.since)
    }
}

extension HeldRequest {
    /// What the log tells of it.
    fileprivate var fields: Logger.Metadata {
        [
            "held": .stringConvertible(id), "rule": "\(rule)", "phase": "\(phase.rawValue)",
            "client": "\(client)", "summary": "\(summary)",
        ]
    }
}
