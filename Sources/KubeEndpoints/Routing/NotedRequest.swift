package import KubeAPI
package import KubeHTTP1
import KubeRegistry

/// What a request asks for, as it is remembered: all that follows from the request and from what the
/// server offers.
///
/// It is worked out when the request comes, and once more when somebody asks for what is packed: whatever
/// the journal tells, a rule matches and the metrics count is the same. A class, since it is passed on
/// many times.
package final class NotedRequest: Sendable {
    /// The request as it came.
    package let http: HTTPRequest

    /// What its path is for.
    package let route: Route

    /// What it does to which resource; nil when it does nothing to any.
    package let action: ResourceAction?

    /// What its query says.
    package let query: QueryParameters

    /// Why it is turned away, whatever the cluster holds; nil when that is not certain.
    package let refusal: StatusError?

    /// Whether it is turned away.
    let isRefused: Bool

    /// What the client accepts.
    let negotiation: ContentNegotiation

    /// What is told of a body that is not kept; nil where it is.
    let digest: BodyDigest?

    /// Understands `http` as a server does that offers `catalog`; `digest` tells of a body that is not
    /// kept.
    init(_ http: HTTPRequest, _ catalog: ResourceCatalog, digest: BodyDigest? = nil) {
        let target = http.destination.target
        // Go answers this before anybody is asked.
        let isAboutServer = http.method == "OPTIONS" && target.path == "*"
        let route = isAboutServer ? .server : Route(target.segments, catalog.versions)
        let query = QueryParameters(target.queryItems.map { ($0.name, $0.value) })
        let negotiation = ContentNegotiation(http)
        let (action, refusal) = Self.judge(http, route, query, negotiation, catalog)
        self.action = action
        isRefused = refusal != nil
        self.refusal = refusal
        self.route = route
        self.query = query
        self.negotiation = negotiation
        self.digest = digest
        // Last, so that it is moved.
        self.http = http
    }

    /// The same with another body.
    init(_ other: NotedRequest, http: HTTPRequest) {
        self.http = http
        route = other.route
        action = other.action
        query = other.query
        refusal = other.refusal
        isRefused = other.isRefused
        negotiation = other.negotiation
        digest = other.digest
    }

    /// What a request does, and the first thing that is wrong with it.
    private static func judge(
        _ http: HTTPRequest, _ route: Route, _ query: QueryParameters,
        _ negotiation: ContentNegotiation, _ catalog: ResourceCatalog
    ) -> (ResourceAction?, StatusError?) {
        var action: ResourceAction?
        var problem: StatusError?
        do throws(StatusError) {
            if case .resource(let info) = route {
                let known = try info.action(http.method, query, catalog)
                action = known
                try known.verb.check(http, negotiation)
            } else {
                try route.check(http.method, negotiation)
            }
        } catch {
            problem = error
        }
        return (action, timeoutProblem(http.method, route, query) ?? problem)
    }

    /// Why the request's `timeout` is none (REQ-002); a watch has none that could be wrong.
    private static func timeoutProblem(
        _ method: String, _ route: Route, _ query: QueryParameters
    ) -> StatusError? {
        guard query.first("timeout") != nil, route != .incomplete,
            route.info?.watches(method, query) != true
        else { return nil }
        do {
            _ = try query.timeout()
            return nil
        } catch {
            return error
        }
    }
}

// MARK: - What is told of it

extension NotedRequest {
    /// How many bytes the body had.
    package var bodyByteCount: Int { digest?.byteCount ?? http.body.count }

    /// The fields of the head, but for those that let others ask in the client's name.
    package var publicFields: [HTTPField] { http.fields.filter { !$0.isNamed("Authorization") } }
}

// MARK: - What is counted

extension NotedRequest {
    /// What the request is counted as once its answer is final; nil when it is not counted.
    package var labels: RequestLabels? {
        guard !isRefused, let action else { return nil }
        return RequestLabels(
            metricVerb(of: action), action.target, RequestVariant.DryRun(query))
    }

    private func metricVerb(of action: ResourceAction) -> MetricVerb {
        MetricVerb(
            action.verb,
            isApply: action.verb == .patch
                && http.fields["Content-Type"] == PatchType.apply.rawValue)
    }

    /// What the log calls what is asked for: a list or a watch by these names, anything else by its
    /// method.
    package var loggedVerb: String {
        if let action { return metricVerb(of: action).name }
        guard http.method == "GET" || http.method == "HEAD" else { return http.method }
        guard let info = route.info else { return MetricVerb.get.name }
        if info.watches(http.method, query) { return MetricVerb.watch.name }
        return (info.name == nil ? MetricVerb.list : .get).name
    }

    /// Whether the request changes something, when it succeeds.
    package var isWrite: Bool { action?.verb.takesBody ?? false }
}
