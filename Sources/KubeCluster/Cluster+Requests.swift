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
    package mutating func respond(to request: HTTPRequest, at wall: Timestamp) -> ClusterReply {
        if settings.options.servesControlAPI, request.target.segments.first == "fake" {
            isStirred = true
            let reply = Self.controlTable.respond(to: request, in: &self, at: wall)
            return ClusterReply(reply).dated(date(at: wall))
        }
        let (revision, wakeTime) = (registry.store.revision, api.nextWakeTime)
        let now = clock.now(at: wall)
        var resolved = api.resolve(request)
        var reply = ClusterReply(api.perform(&resolved, in: &registry, at: now))
        reply.noted = resolved.noted
        reply.time = now
        reply.committed = change(since: revision)
        // What only reads leaves nothing to follow.
        if reply.committed != nil || api.nextWakeTime != wakeTime { isStirred = true }
        return reply.dated(date(at: wall))
    }

    /// The revision of the newest change, unless that is not newer than `revision`.
    private func change(since revision: UInt64) -> UInt64? {
        registry.store.revision == revision ? nil : registry.store.revision
    }

    /// Answers a request that was told to wait; nil when it must wait longer.
    package mutating func resume(_ wait: ClusterWait, at wall: Timestamp) -> ClusterReply? {
        let revision = registry.store.revision
        var reply: ClusterReply? =
            switch wait {
            case .revision(let request):
                api.resume(request, in: &registry, at: clock.now(at: wall))
                    .map { ClusterReply($0) }
            case .clock(let ticket):
                clockAnswer(to: ticket, at: wall).map { .complete($0, isUndoable: false) }
            }
        // Most requests that are asked wait on: they leave nothing to follow.
        if reply != nil { isStirred = true }
        reply?.committed = change(since: revision)
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
        api.produce(
            &stream, from: registry.store, into: &output, at: clock.now(at: wall))
    }

    /// Forgets a request whose client has left.
    package mutating func abandon(_ wait: ClusterWait) {
        switch wait {
        case .revision(let request): api.abandon(request)
        case .clock(let ticket): clockQueue.abandon(ticket)
        }
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
        api.cancel(stream)
    }

    /// Forgets somebody who has followed the requests.
    package mutating func cancel(_ stream: RequestStream) {
        requestJournal.followerCount -= 1
    }

    /// Prepares for the end: the coordinator releases its lease.
    package mutating func stop(at wall: Timestamp) {
        elections?.stop(at: clock.now(at: wall), in: &registry)
        api.isShuttingDown = true
        clockQueue.cancel(
            StatusError(code: 503, reason: "ServiceUnavailable", message: "the cluster has ended"))
    }
}
