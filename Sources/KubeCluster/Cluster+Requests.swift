import KubeAPI
package import KubeEndpoints
package import KubeHTTP1
import KubeRegistry
import KubeStore
package import KubeTime

/// What a cluster answers: its control API below `/fake/`, and the API of Kubernetes.
extension Cluster {
    /// Changes with whatever watches can tell their clients.
    package var version: UInt64 { registry.store.revision &+ signalCount }

    /// Answers `request`, or says how the answer will come.
    ///
    /// `fate` is what rules did before to a request that is asked again, because what it changed could
    /// not be stored together with something else.
    package mutating func respond(
        to request: HTTPRequest, after fate: RequestFate? = nil, at wall: Timestamp
    ) -> ClusterReply {
        if settings.options.servesControlAPI || request.isByOwner,
            request.destination.target.segments.first == "fake"
        {
            isStirred = true
            let reply = Self.controlTable.respond(to: request, in: &self, at: wall)
            return ClusterReply(reply).dated(date(at: wall))
        }
        let (revision, wakeTime) = (registry.store.revision, api.nextWakeTime)
        let now = clock.now(at: wall)
        var resolved = api.resolve(request)
        if hasFaults || fate != nil, let reply = play(resolved, after: fate, at: now) {
            return reply
        }
        var reply = reply(
            api.perform(&resolved, in: &registry, at: now), changedAfter: revision)
        switch reply.kind {
        case .stream(_, .watch(let stream)):
            if let id = stream.id { api.identify(id, as: resolved.noted) }
        case .wait(.revision(let waiting)): beginWaiting(waiting)
        default: break
        }
        reply.noted = resolved.noted
        reply.time = now
        reply.committed = change(since: revision)
        // What only reads leaves nothing to follow.
        if reply.committed != nil || api.nextWakeTime != wakeTime { isStirred = true }
        return reply.dated(date(at: wall))
    }

    /// The revision of the newest change, unless that is not newer than `revision`.
    func change(since revision: UInt64) -> UInt64? {
        registry.store.revision == revision ? nil : registry.store.revision
    }

    /// Answers a request that was told to wait; nil when it must wait longer.
    package mutating func resume(_ wait: ClusterWait, at wall: Timestamp) -> ClusterReply? {
        let revision = registry.store.revision
        var reply: ClusterReply? =
            switch wait {
            case .revision(let waiting): resume(waiting, at: clock.now(at: wall))
            case .long(let ticket): longRequests.takeReply(to: ticket)
            case .clock(let ticket):
                clockAnswer(to: ticket, at: wall).map { .complete($0, isUndoable: false) }
            case .expectation(let ticket):
                expectationAnswer(to: ticket, at: wall).map { .complete($0, isUndoable: false) }
            case .fault(let ticket): resume(ticket, at: clock.now(at: wall))
            }
        // Most requests that are asked wait on: they leave nothing to follow.
        if reply != nil { isStirred = true }
        switch wait {
        case .fault: return reply
        case .long: break
        case .revision, .clock, .expectation: reply?.committed = change(since: revision)
        }
        return reply?.dated(date(at: wall))
    }

    /// The date that answers carry; nil for the machine's.
    func date(at wall: Timestamp) -> String? {
        let now = clock.now(at: wall)
        return now == wall ? nil : HTTPDate.text(seconds: now.seconds)
    }

    /// What may be news to watches that have said all there was.
    mutating func news(at wall: Timestamp) -> WatchNews {
        let news = api.news(from: registry.store, at: clock.now(at: wall))
        if api.hasWatchesToCut { signalCount &+= 1 }
        return news
    }

    /// Appends what a watch has to say.
    package mutating func produce(
        _ stream: inout WatchStream, into output: inout [UInt8], at wall: Timestamp
    ) -> StreamProgress {
        if troublesWatches || stream.isInTrouble {
            return produceInTrouble(&stream, into: &output, at: clock.now(at: wall))
        }
        return api.produce(
            &stream, from: registry.store, into: &output, at: clock.now(at: wall))
    }

    /// Forgets a request whose client has left; returns what has become of it since it was told to wait.
    package mutating func abandon(_ wait: ClusterWait) -> ClusterReply? {
        switch wait {
        case .revision(let waiting): abandon(waiting)
        case .long(let ticket): longRequests.abandon(ticket)
        case .clock(let ticket): abandon(ticket)
        case .expectation(let ticket): expectations.abandon(ticket)
        case .fault(let ticket): return abandon(ticket)
        }
        return nil
    }

    /// Appends what somebody who follows the requests is to be told.
    package mutating func produce(
        _ stream: inout RequestStream, into output: inout [UInt8]
    ) -> StreamProgress {
        let progress = stream.produce(from: self, into: &output)
        if progress == .finished { requestJournal.followerCount -= 1 }
        return progress
    }

    /// Forgets a watch whose client has left.
    package mutating func cancel(_ stream: WatchStream) {
        if !watchFaults.isEmpty, let id = stream.id { watchFaults[id] = nil }
        api.cancel(stream)
    }

    /// Forgets somebody who has followed the requests.
    package mutating func cancel(_ stream: RequestStream) {
        requestJournal.followerCount -= 1
    }

    /// Tells everybody who waits for something that it will not come, and why.
    mutating func endWaiting(_ error: StatusError) {
        clockQueue.cancel(error)
        sleepers.cancel(error)
        endLongRequests(error)
        expectations.cancel(error)
    }

    /// Prepares for the end: the coordinator releases its lease.
    package mutating func stop(at wall: Timestamp) {
        elections?.stop(at: clock.now(at: wall), in: &registry)
        api.isShuttingDown = true
        let end = StatusError(
            code: 503, reason: "ServiceUnavailable", message: "the cluster has ended")
        endWaiting(end)
    }
}
