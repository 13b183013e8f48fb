package import KubeAPI
package import KubeHTTP1
package import KubeRegistry
import KubeStore
package import KubeTime

/// Answers requests, each in two steps between which somebody else may have a say.
///
/// 1. `resolve` tells what is asked for, by the path (`Routing/`) and the headers (`Negotiation/`).
/// 2. `perform` does it: the verb (`Verbs/`) reads the body (`Bodies/`) and asks the registry.
/// 3. What comes of it is written in the form and the encoding that the client reads (`Answers/`).
/// 4. A watch goes on afterwards (`Watching/`): `produce` says what there is to say so far.
/// 5. Paths without a resource tell about the server (`Discovery/`, `Health/`).
package struct APIHandler: Sendable {
    private let catalog: ResourceCatalog
    var nonResources: NonResourceEndpoints
    var writer: ResponseWriter
    var timers = RequestTimers()
    var changes = RecentChanges()
    /// Watches that stand before this revision end: they are behind, and the history is forgotten.
    var cutRevision: UInt64 = 0
    /// Which watch has told its client of which changes.
    package internal(set) var watchBooks = WatchBooks()

    /// What answers for a server that offers `catalog`.
    package init(_ catalog: ResourceCatalog, _ features: FeatureGates, random: inout Random) {
        self.catalog = catalog
        nonResources = NonResourceEndpoints(catalog, features)
        writer = ResponseWriter(features, random: Random(seed: random.next()))
    }

    /// Answers `request`, or says how the answer will come.
    package mutating func respond(
        to request: HTTPRequest, in registry: inout Registry, at now: Timestamp
    ) -> APIReply {
        var resolved = resolve(request)
        return perform(&resolved, in: &registry, at: now)
    }

    /// Says what `request` asks for; nothing happens.
    package func resolve(_ request: HTTPRequest) -> ResolvedRequest {
        ResolvedRequest(request, catalog)
    }

    /// Forgets the books of watches that have ended.
    package mutating func forgetClosedWatches() {
        watchBooks.forgetClosed()
    }

    /// Does what `request` asks for, and answers it or says how the answer will come.
    package mutating func perform(
        _ request: inout ResolvedRequest, in registry: inout Registry, at now: Timestamp
    ) -> APIReply {
        if let refusal = request.refusal {
            return APIReply(.complete(writer.writeError(refusal, for: request.http)))
        }
        guard request.action == nil else {
            return performAction(of: request, in: &registry, at: now)
        }
        do throws(StatusError) {
            let response = try nonResources.answer(
                to: request, registry.store, watchBooks, at: now)
            guard request.route != .server else { return APIReply(.complete(response)) }
            return APIReply(.complete(writer.finish(response, request.http)))
        } catch {
            return APIReply(.complete(writer.writeError(error, for: request.http)))
        }
    }

    /// The answer to a request that failed with `error` although nothing is wrong with it.
    package mutating func refuse(
        _ request: HTTPRequest, with error: StatusError
    ) -> HTTPResponse {
        writer.writeError(error, for: request)
    }

    /// The answer to `request` that says `response`, as one of the server's handlers would.
    package mutating func finish(
        _ response: HTTPResponse, for request: HTTPRequest
    ) -> HTTPResponse {
        writer.finish(response, request)
    }

    /// Counts that a rule has acted.
    package mutating func count(_ labels: FaultLabels) {
        nonResources.metrics.count(labels)
    }

    /// Counts a request that was answered with `code` after `duration`; nil when nobody got an answer.
    package mutating func count(_ labels: RequestLabels, code: Int?, after duration: Duration) {
        nonResources.metrics.count(labels, code: code, after: duration)
    }

    /// Has the next one who asks for metrics be told of these, too, and of requests in flight.
    package mutating func prepareMetrics(
        _ families: [MetricFamily], _ inFlight: InFlightRequests
    ) {
        nonResources.metrics.others = families
        nonResources.metrics.inFlight = inFlight
    }

    /// Whether the server is about to end; health checks then say so.
    package var isShuttingDown: Bool {
        get { nonResources.health.isShuttingDown }
        set { nonResources.health.isShuttingDown = newValue }
    }
}
