package import KubeAPI
package import KubeHTTP1
import KubeJSON
import KubeRegistry

/// What a request asks for, told without doing any of it.
///
/// It is known before anything happens, so that a rule can look at it; `APIHandler.perform` then
/// does it.
package struct ResolvedRequest: Sendable {
    /// All that does not change.
    package private(set) var noted: NotedRequest

    /// Whether it is done at once, however long that takes.
    package var isAnsweredAtOnce = false

    /// What stands in the body; nil until somebody looks.
    var document: BodyDocument?

    /// Understands `http` as a server does that offers `catalog`.
    init(_ http: HTTPRequest, _ catalog: ResourceCatalog) {
        noted = NotedRequest(http, catalog)
    }

    /// What was asked for with a request that was noted.
    package init(_ noted: NotedRequest) {
        self.noted = noted
        document = noted.digest?.document
    }

    /// The request as it came.
    package internal(set) var http: HTTPRequest {
        get { noted.http }
        set { noted = NotedRequest(noted, http: newValue) }
    }

    /// What its path is for.
    package var route: Route { noted.route }

    /// What it does to which resource; nil when it does nothing to any.
    package var action: ResourceAction? { noted.action }

    /// What its query says.
    package var query: QueryParameters { noted.query }

    /// Why it is turned away, whatever the cluster holds; nil when that is not certain.
    package var refusal: StatusError? { noted.refusal }

    /// What the client accepts.
    var negotiation: ContentNegotiation { noted.negotiation }
}

// MARK: - Who asks, and about what

extension ResolvedRequest {
    /// Who asks: by the name in the path, or by the connection for want of one.
    package var client: String { http.clientName ?? "c\(http.connection)" }

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

extension ResolvedRequest {
    /// The revision that a read asks for; nil when it asks for none.
    package var requestedRevision: UInt64? {
        query.first("resourceVersion").flatMap { UInt64($0) }
    }

    /// Whether it is a read that is content with any state: of an object, or of a collection at no
    /// version or at 0.
    package var isContentWithAnyState: Bool {
        switch verb {
        case .get, .list, .watch: query.nonempty("continue") == nil && (requestedRevision ?? 0) == 0
        case .create, .update, .patch, .delete, .deletecollection, nil: false
        }
    }
}
