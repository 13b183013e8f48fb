import KubeAPI
import KubeCoordinator
package import KubeEndpoints
package import KubeHTTP1
package import KubeRegistry
package import KubeStore
package import KubeTime

/// One isolated API server: its objects, its clock, its coordinator, its randomness.
///
/// A value without anything global; a process can hold many. What the machine's clock shows comes
/// in with every call, as `wall`; everything inside happens at the time of the cluster's own clock.
package struct Cluster: Sendable {
    /// What clients have stored, and what they can do to it.
    package internal(set) var registry: Registry
    /// What answers requests about it.
    package internal(set) var api: APIHandler
    /// The cluster's clock.
    package internal(set) var clock: ClusterClock
    /// The number from which everything random in the cluster follows.
    package let seed: UInt64

    let settings: ClusterSettings
    var clockQueue = ClockQueue()
    var namespaces = NamespaceController()
    var elections: ClusterElections?
    var termJournal = TermJournal()
    /// How often time has made something happen to watches.
    var timerCount: UInt64 = 0

    /// Where everything is kept; nil when it is forgotten.
    var persistence: ClusterPersistence?

    private var random: Random

    /// A cluster as `settings` say: with what `store` holds and the four usual namespaces, and kept
    /// in `persistence`, where there is one.
    package init(
        _ settings: ClusterSettings, seed: UInt64, store: ObjectStore = ObjectStore(),
        persistence: ClusterPersistence? = nil, at wall: Timestamp
    ) {
        self.persistence = persistence
        self.settings = settings
        self.seed = seed
        // What goes on after a restart must not make up the same uids again.
        random = Random(seed: seed ^ (store.revision - 1))
        clock = ClusterClock(setting: settings.options.clock, at: wall)
        registry = Registry(
            catalog: settings.catalog,
            features: settings.configuration.featureGates,
            provisionsNamespaces: settings.configuration.provisionsNamespaces, store: store,
            random: Random(seed: random.next()), at: clock.now(at: wall))
        api = APIHandler(registry.catalog, registry.features, random: &random)
        elections = newElections()
        // Whatever a client writes must find the coordinator at work: its first pass collects
        // candidates that never renewed.
        _ = advance(to: wall)
    }

    /// A coordinator that has not begun; nil when the cluster is to have none.
    mutating func newElections() -> ClusterElections? {
        let (configuration, options) = (settings.configuration, settings.options)
        guard configuration.featureGates.isEnabled(.coordinatedLeaderElection) else { return nil }
        // A real server has the machine's name here, which would make no two runs alike.
        let identity = "fake-apiserver_\(registry.clusterUID)"
        return ClusterElections(
            CoordinatorConfiguration(
                identity: identity,
                leaseDuration: options.coordinatedLeadershipLeaseDuration,
                renewDeadline: options.coordinatedLeadershipRenewDeadline,
                retryPeriod: options.coordinatedLeadershipRetryPeriod,
                emulates131: configuration.release == Release(1, 31)),
            events: options.electionEvents,
            random: Random(seed: random.next()))
    }

    /// Puts another coordinator in the place of the present one, as when a server restarts.
    ///
    /// If the old one `releases` its lease, the new one works at once; otherwise it is as if the old
    /// one had crashed, and the new one waits until the lease has run out.
    package mutating func restartElections(releasing releases: Bool, at wall: Timestamp) {
        if releases { elections?.stop(at: clock.now(at: wall), in: &registry) }
        elections = newElections()
    }

    /// Goes back to the four usual namespaces and nothing else.
    ///
    /// The clock stays where it is, and resource versions and uids are not used again. To clients
    /// it looks like a server that was restored: open watches end with `410 Expired`, and so do
    /// those that begin at an older version, so that every client lists again.
    package mutating func reset(at wall: Timestamp) {
        persistence?.willReset(registry)
        let former = registry.store
        registry.reset(at: clock.now(at: wall))
        releaseElsewhere(consume former)
        _ = advance(to: wall)
    }
}

// MARK: - Requests

extension Cluster {
    /// Changes with whatever watches can tell their clients.
    package var version: UInt64 { registry.store.revision &+ timerCount }

    /// Answers `request`, or says how the answer will come.
    package mutating func respond(to request: HTTPRequest, at wall: Timestamp) -> ClusterReply {
        if settings.options.servesControlAPI, request.target.segments.first == "fake" {
            let reply = Self.controlTable.respond(to: request, in: &self, at: wall)
            return ClusterReply(reply).dated(date(at: wall))
        }
        let reply = api.respond(to: request, in: &registry, at: clock.now(at: wall))
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
        return reply?.dated(date(at: wall))
    }

    /// The date that answers carry; nil for the machine's.
    func date(at wall: Timestamp) -> String? {
        let now = clock.now(at: wall)
        return now == wall ? nil : HTTPDate.text(seconds: now.seconds)
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

/// What a cluster makes a client wait for.
package enum ClusterWait: Sendable {
    /// That the store reaches a revision.
    case revision(WaitingRequest)
    /// That the clock has done what it was told.
    case clock(ClockTicket)
}
