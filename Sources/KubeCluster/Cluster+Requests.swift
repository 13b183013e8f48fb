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
        let reply = api.respond(to: request, in: &registry, at: clock.now(at: wall))
        // What only reads leaves nothing to follow.
        if registry.store.revision != revision || api.nextWakeTime != wakeTime { isStirred = true }
        return ClusterReply(reply).dated(date(at: wall))
    }

    /// Answers a request that was told to wait; nil when it must wait longer.
    package mutating func resume(_ wait: ClusterWait, at wall: Timestamp) -> ClusterReply? {
        let reply: ClusterReply? =
            switch wait {
            case .revision(let request):
                api.resume(request, in: &registry, at: clock.now(at: wall))
                    .map { ClusterReply($0) }
            case .clock(let ticket):
                clockAnswer(to: ticket, at: wall).map { .complete($0, isUndoable: false) }
            }
        // Most requests that are asked wait on: they leave nothing to follow.
        if reply != nil { isStirred = true }
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

    /// Forgets a watch whose client has left.
    package mutating func cancel(_ stream: WatchStream) {
        api.cancel(stream)
    }

    /// Prepares for the end: the coordinator releases its lease.
    package mutating func stop(at wall: Timestamp) {
        elections?.stop(at: clock.now(at: wall), in: &registry)
        api.isShuttingDown = true
        clockQueue.cancel(
            StatusError(code: 503, reason: "ServiceUnavailable", message: "the cluster has ended"))
    }
}
