package import KubeAPI
package import KubeHTTP1
import KubeJSON
package import KubeRegistry
package import KubeStore
package import KubeTime

/// Answers requests about resources, and hands the others on.
///
/// The story of a request: its path becomes a `RequestInfo`, which with the catalog becomes a
/// `ResourceRequest`; the headers become a `ResponseFormat`; the verb (see `Verbs/`) asks the
/// registry and gives an `Answer`; the answer is written in the format.
package struct APIHandler: Sendable {
    /// Whether the server is about to end; health checks then say so.
    package var isShuttingDown: Bool {
        get { nonResources.health.isShuttingDown }
        set { nonResources.health.isShuttingDown = newValue }
    }

    private let catalog: ResourceCatalog
    private var nonResources: NonResourceEndpoints
    private var writer: ResponseWriter
    private var timers = RequestTimers()

    /// How long a read waits for a revision that the store has not reached (GET-002).
    static let revisionPatience = Duration.seconds(3)

    /// What answers for a server that offers `catalog`.
    package init(_ catalog: ResourceCatalog, _ features: FeatureGates, random: inout Random) {
        self.catalog = catalog
        nonResources = NonResourceEndpoints(catalog, features)
        writer = ResponseWriter(features, random: Random(seed: random.next()))
    }
}

/// A request that waits for the store to reach a revision.
package struct WaitingRequest: Sendable {
    fileprivate let request: ResourceRequest
    fileprivate let revision: UInt64
    fileprivate let deadline: Timestamp
    /// Whether the client waits no longer than until `deadline`, but the server would.
    fileprivate let endsByTimeout: Bool
    fileprivate let timer: RequestTimers.ID
}

// MARK: - Requests

extension APIHandler {
    /// Answers `request`, or says how the answer will come.
    package mutating func respond(
        to request: HTTPRequest, in registry: inout Registry, at now: Timestamp
    ) -> HTTPReply<WaitingRequest, WatchStream> {
        // What concerns the server and no path of it, Go answers before anybody is asked.
        guard request.method != "OPTIONS" || request.target.path != "*" else {
            return .complete(HTTPResponse(status: 200))
        }
        let info = RequestInfo(request.target.segments)
        do {
            if info?.isWatch(request) != true { _ = try request.timeout() }
        } catch {
            return .complete(writer.respond(to: request, with: error))
        }
        guard let info,
            catalog.versions.serves(group: info.group, version: info.version)
        else {
            let response = nonResources.respond(to: request, registry.store, at: now)
            return .complete(writer.finish(response, request))
        }
        let resource: ResourceRequest
        do {
            resource = try ResourceRequest(request, info, catalog)
            try resource.checkMediaTypes()
        } catch {
            return .complete(writer.respond(to: request, with: error))
        }
        return reply(to: resource, in: &registry, at: now)
    }

    /// The answer to a request that failed with `error` although nothing is wrong with it.
    package mutating func respond(
        to request: HTTPRequest, with error: StatusError
    ) -> HTTPResponse {
        writer.respond(to: request, with: error)
    }

    /// Answers a request that was told to wait; nil when it must wait longer.
    package mutating func resume(
        _ waiting: WaitingRequest, in registry: inout Registry, at now: Timestamp
    ) -> HTTPReply<WaitingRequest, WatchStream>? {
        let isReached = registry.store.hasReached(
            waiting.revision, before: waiting.deadline, seenAt: now)
        guard isReached || now >= waiting.deadline else { return nil }
        timers.stop(waiting.timer)
        if isReached { return reply(to: waiting.request, in: &registry, at: now) }
        return .complete(
            respond(
                to: waiting.request,
                with: waiting.endsByTimeout
                    ? .requestTimedOut
                    : .tooLargeResourceVersion(
                        waiting.revision, current: registry.store.revision)))
    }

    /// Forgets a request whose client has left.
    package mutating func abandon(_ waiting: WaitingRequest) {
        timers.stop(waiting.timer)
    }

    private mutating func reply(
        to request: ResourceRequest, in registry: inout Registry, at now: Timestamp
    ) -> HTTPReply<WaitingRequest, WatchStream> {
        do {
            let format = try request.negotiation.objectFormat()
            if request.verb == .watch {
                return try watchReply(to: request, format, in: &registry, at: now)
            }
            let form = request.form(in: format)
            // What cannot be shown as the client wants it is done all the same (TBL-009).
            let encoder = ObjectEncoder(
                request.target.served, (try? form.get()) ?? .whole, at: now)
            switch try answer(request, encoder, in: &registry, at: now) {
            case .document(let status, let document, let warnings):
                do throws(StatusError) {
                    _ = try form.get()
                    try format.transformation?.checkFits(request.target.served.kind, request.verb)
                } catch {
                    return .complete(respond(to: request, with: error, warnings))
                }
                return .complete(
                    respond(to: request, status: status, document, format, warnings))
            case .status(let document):
                // It stays as it is, but what is asked for must make sense (TBL-010).
                _ = try form.get()
                return .complete(
                    respond(
                        to: request, status: 200, JSONWriter.encode(.object(document)), format))
            case .wait(let revision): return .wait(wait(for: revision, request, at: now))
            }
        } catch {
            return .complete(respond(to: request, with: error))
        }
    }

    private mutating func wait(
        for revision: UInt64, _ request: ResourceRequest, at now: Timestamp
    ) -> WaitingRequest {
        let timeout = try? request.http.timeout()
        let patience = min(timeout ?? Self.revisionPatience, Self.revisionPatience)
        let timer = timers.start(
            waitingFor: revision, until: now + patience, path: request.http.target.path)
        var waiting = request
        // Reads need no body, and some clients send one.
        waiting.http.body = []
        return WaitingRequest(
            request: waiting, revision: revision, deadline: now + patience,
            endsByTimeout: patience < Self.revisionPatience, timer: timer)
    }

    private mutating func answer(
        _ request: ResourceRequest, _ encoder: ObjectEncoder, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> Answer {
        switch request.verb {
        case .get: return try get(request, encoder, in: registry)
        case .list: return try list(request, encoder, in: registry)
        case .create: return try create(request, encoder, in: &registry, at: now)
        case .update: return try update(request, encoder, in: &registry, at: now)
        case .patch:
            try request.checkKey()
            return try patch(request, encoder, in: &registry, at: now)
        case .delete: return try delete(request, encoder, in: &registry, at: now)
        case .deletecollection:
            return try deleteCollection(request, encoder, in: &registry, at: now)
        case .watch: preconditionFailure("a watch is answered by a stream")
        }
    }

    private mutating func watchReply(
        to request: ResourceRequest, _ format: ResponseFormat, in registry: inout Registry,
        at now: Timestamp
    ) throws(StatusError) -> HTTPReply<WaitingRequest, WatchStream> {
        var stream = try watch(request, format, in: &registry, at: now)
        stream.startTimers(&timers, path: request.http.target.path)
        nonResources.metrics.count(request.labels(code: 200))
        return .stream(
            writer.startStream(
                to: request.http, format, warnings: request.deprecationWarnings),
            stream)
    }

    private mutating func respond(
        to request: ResourceRequest, status: Int, _ document: consuming [UInt8],
        _ format: ResponseFormat, _ warnings: [String] = []
    ) -> HTTPResponse {
        nonResources.metrics.count(request.labels(code: status))
        return writer.respond(
            to: request.http, status: status, document, format,
            warnings: request.deprecationWarnings + warnings)
    }

    private mutating func respond(
        to request: ResourceRequest, with error: StatusError, _ warnings: [String] = []
    ) -> HTTPResponse {
        nonResources.metrics.count(request.labels(code: error.code))
        return writer.respond(
            to: request.http, with: error, warnings: request.deprecationWarnings + warnings)
    }
}

// MARK: - Streams and time

extension APIHandler {
    /// Appends what a watch has to say at `now`.
    package mutating func produce(
        _ stream: inout WatchStream, from store: ObjectStore, into output: inout [UInt8],
        at now: Timestamp
    ) -> StreamProgress {
        let progress = stream.produce(from: store, into: &output, at: now)
        stream.stopTimers(&timers, after: progress)
        return progress
    }

    /// Forgets a watch whose client has left.
    package mutating func cancel(_ stream: WatchStream) {
        stream.stopTimers(&timers)
    }

    /// When a watch or a waiting request next has something to do; nil when none is open.
    package var nextWakeTime: Timestamp? {
        mutating get { timers.next }
    }

    /// Notes that it is `now`, and returns what that means to watches and to waiting requests.
    ///
    /// They do what is due when they are next asked.
    package mutating func advance(to now: Timestamp, in store: ObjectStore) -> [FiredTimer] {
        timers.fire(at: now, in: store)
    }
}

// MARK: - What the headers ask for

extension ResourceRequest {
    /// Checks what the router checks (URL-018).
    fileprivate func checkMediaTypes() throws(StatusError) {
        if verb == .patch { _ = try PatchType(contentType: http.fields["Content-Type"]) }
        try negotiation.check(verb == .list || verb == .watch ? .lists : .objects)
    }

    /// The form that the client asked for, or why it cannot have it.
    fileprivate func form(in format: ResponseFormat) -> Result<ObjectEncoder.Form, StatusError> {
        Result { () throws(StatusError) in try ObjectEncoder.Form(format.transformation, query) }
    }

    /// What the request is counted as once it was answered with `code`.
    fileprivate func labels(code: Int) -> Metrics.RequestLabels {
        let scope =
            target.name.isEmpty ? (target.namespace.isEmpty ? "cluster" : "namespace") : "resource"
        return Metrics.RequestLabels(
            verb: verb.metricName(method: http.method), group: target.served.kind.group,
            version: target.served.kind.version, resource: target.resource.name,
            subresource: target.subresource, scope: scope,
            isDryRun: query.first("dryRun") != nil, code: code)
    }

    /// What every request to an old version is warned of (HDR-005).
    fileprivate var deprecationWarnings: [String] {
        target.served.deprecationWarning.map { [$0] } ?? []
    }
}
