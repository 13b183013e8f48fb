import KubeAPI
import KubeEndpoints
import KubeHTTP1
import KubeRegistry
import KubeStore
import KubeTime

/// Requests that rules or partitions concern, from one phase to the next.
extension Cluster {
    /// Answers a request that may concern rules or partitions; nil when it concerns none.
    ///
    /// `fate` is what they did before to a request that is asked again.
    mutating func play(
        _ resolved: ResolvedRequest, after fate: RequestFate?, at now: Timestamp
    ) -> ClusterReply? {
        guard fate != nil || partitions[resolved.client] != nil || faults.concerns(resolved)
        else { return nil }
        isStirred = true
        var request = FaultedRequest(resolved, fate?.course, at: now)
        return proceed(&request, at: now)
    }

    /// Takes a request as far as it comes.
    mutating func proceed(
        _ request: inout FaultedRequest, at now: Timestamp
    ) -> ClusterReply {
        while true {
            if let reply = takeStage(of: &request, at: now) {
                return reply.dated(HTTPDate.text(seconds: now.seconds))
            }
        }
    }

    /// Takes a request from one stage to the next; returns a reply when it comes no further.
    private mutating func takeStage(
        of request: inout FaultedRequest, at now: Timestamp
    ) -> ClusterReply? {
        switch request.stage {
        case .received:
            if let reply = takeSteps(.received, of: &request, at: now) { return reply }
            if partitions.blocksRequests(of: request.resolved.client) {
                return silence(&request, at: now)
            }
            request.stage = .performing
        case .performing: return perform(&request, at: now)
        case .keeping: request.stage = .committed
        case .committed:
            if let reply = takeSteps(.afterCommit, of: &request, at: now) { return reply }
            if partitions.blocksAnswers(to: request.resolved.client) {
                return silence(&request, at: now)
            }
            request.stage = .answering
        case .answering:
            return takeSteps(.answering, of: &request, at: now)
                ?? delivered(&request, at: now)
        }
        return nil
    }

    private mutating func takeSteps(
        _ phase: FaultPhase, of request: inout FaultedRequest, at now: Timestamp
    ) -> ClusterReply? {
        var subject = request.subject
        let candidate = request
        while let step = nextStep(
            at: phase, of: &subject, &request.course, at: now,
            where: { candidate.takes($0, by: $1) })
        {
            let reply = apply(
                step.action, by: step.entry.name, at: phase, to: &request,
                step.entry.rule.holdTimeout, at: now)
            if let reply { return reply }
        }
        return nil
    }

    /// Does what is asked for; returns a reply when something else than an answer comes of it.
    private mutating func perform(
        _ request: inout FaultedRequest, at now: Timestamp
    ) -> ClusterReply? {
        let revision = registry.store.revision
        let reply: APIReply
        if request.noted.isWrite, faults.acts(at: .beforeCommit) {
            let (answer, step) = performPastGate(&request, at: now)
            if let step {
                count(step, at: .beforeCommit)
                return apply(
                    step.action, by: step.entry.name, at: .beforeCommit, to: &request,
                    step.entry.rule.holdTimeout, at: now)
            }
            reply = answer
        } else {
            reply =
                read(&request, at: now) ?? api.perform(&request.resolved, in: &registry, at: now)
        }
        if case .wait(let waiting) = reply.kind {
            beginWaiting(waiting)
            return pause(&request, .awaiting(waiting), at: now)
        }
        request.reply = self.reply(reply, changedAfter: revision)
        request.reply?.committed =
            registry.store.revision == revision ? nil : registry.store.revision
        request.stage = .committed
        guard persistence != nil, request.hasCommitted else { return nil }
        request.stage = .keeping
        return pause(&request, .unkept, at: now)
    }

    /// Does what is asked for, and asks the rules before it is committed.
    private mutating func performPastGate(
        _ request: inout FaultedRequest, at now: Timestamp
    ) -> (APIReply, FaultStep?) {
        let failing = failingRules(at: .beforeCommit, for: request.resolved, at: now)
        let gate = FaultGate(faults, request, failing: failing, at: now)
        faults = FaultBook(random: faults.random)
        registry.setGate(gate)
        let reply = api.perform(&request.resolved, in: &registry, at: now)
        guard let asked = registry.gate(FaultGate.self) else {
            preconditionFailure("a gate stays until it is removed")
        }
        registry.setGate(nil as FaultGate?)
        faults = asked.book
        request.course = asked.request.course
        return (reply, asked.step)
    }

    /// Reads an earlier state, where a rule says so.
    private mutating func read(
        _ request: inout FaultedRequest, at now: Timestamp
    ) -> APIReply? {
        guard let staleness = request.staleness else { return nil }
        let store = registry.store
        let wanted =
            switch staleness {
            case .by(let count): store.revision - min(UInt64(count), store.revision)
            case .at(let revision): min(revision, store.revision)
            }
        guard let past = store.rolledBack(to: max(wanted, store.oldestRevision)) else { return nil }
        var lagging = registry
        lagging.store = past
        var reply = api.perform(&request.resolved, in: &lagging, at: now)
        registry.random = lagging.random
        if case .stream(var head, var stream) = reply.kind {
            // It begins with what there was.
            _ = api.produce(&stream, from: past, into: &head.body, at: now)
            reply.kind = .stream(head, stream)
        }
        return reply
    }
}

extension FaultedRequest {
    /// Whether `rule` can do `action` to it at all.
    fileprivate func takes(_ action: FaultAction, by rule: FaultEntry) -> Bool {
        guard rule.phase != .afterCommit || hasWritten || rule.rule.allowsImpossible else {
            return false
        }
        return switch action {
        case .refuse: noted.http.nth <= 1
        case .stale: resolved.isContentWithAnyState
        case .truncate, .slow, .garbage:
            if case .complete = reply?.kind { true } else { false }
        case .pass, .error, .status, .answer, .delay, .reset, .close, .hang, .hold, .expire, .watch:
            true
        }
    }
}
