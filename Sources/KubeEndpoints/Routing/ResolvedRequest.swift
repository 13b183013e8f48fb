package import KubeAPI
package import KubeHTTP1
import KubeRegistry

/// What a request asks for, told without doing any of it.
///
/// It is known before anything happens, so that a rule can look at it; `APIHandler.perform` then
/// does it.
package struct ResolvedRequest: Sendable {
    /// The request as it came.
    package internal(set) var http: HTTPRequest

    /// What its path is for.
    package let route: Route

    /// What it does to which resource; nil when it does nothing to any.
    package let action: ResourceAction?

    /// What its query says.
    package let query: QueryParameters

    /// Why it is turned away, whatever the cluster holds; nil when that is not certain.
    package let refusal: StatusError?

    /// What the client accepts.
    let negotiation: ContentNegotiation

    /// What stands in the body; nil until somebody looks.
    var document: BodyDocument?

    /// Understands `http` as a server does that offers `catalog`.
    init(_ http: HTTPRequest, _ catalog: ResourceCatalog) {
        self.http = http
        // Go answers this before anybody is asked.
        let isAboutServer = http.method == "OPTIONS" && http.target.path == "*"
        route = isAboutServer ? .server : Route(http.target.segments, catalog.versions)
        query = QueryParameters(http.target.queryItems.map { ($0.name, $0.value) })
        negotiation = ContentNegotiation(http)
        (action, refusal) = Self.judge(http, route, query, negotiation, catalog)
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
        guard query.first("timeout") != nil, route.info?.watches(method, query) != true else {
            return nil
        }
        do {
            _ = try query.timeout()
            return nil
        } catch {
            return error
        }
    }
}

// MARK: - Who asks, and about what

extension ResolvedRequest {
    /// Who asks: the connection that the request came over, for want of a name.
    package var client: String { "c\(http.connection)" }

    /// What the client's program calls itself; empty when it does not say.
    package var userAgent: String { http.fields["User-Agent"] ?? "" }

    /// What is done to a resource; nil when nothing is.
    package var verb: Verb? { action?.verb }

    /// The resource that the path names, whether it is offered or not.
    package var resource: String? { route.info?.resource }

    /// The namespace in the path; nil where the path has none.
    package var namespace: String? { route.info?.namespace }

    /// The subresource in the path; empty for a whole object.
    package var subresource: String { route.info?.subresource ?? "" }

    /// The name under which the client owns what it writes; nil when it writes nothing.
    package var fieldManager: String? {
        switch verb {
        case .create, .update, .patch:
            query.nonempty("fieldManager") ?? FieldManager.name(userAgent: userAgent)
        case .get, .list, .watch, .delete, .deletecollection, nil: nil
        }
    }
}
