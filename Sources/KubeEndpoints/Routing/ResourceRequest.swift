import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry
import KubeTime

/// A request to a resource: which object or collection, what to do, and with which parameters.
struct ResourceRequest: Sendable {
    var http: HTTPRequest
    let verb: Verb
    let target: Target
    let query: QueryParameters

    /// What the client accepts.
    let negotiation: ContentNegotiation

    /// The request that `info` describes; throws 404 or 405 when nothing is served there.
    init(
        _ http: HTTPRequest, _ info: RequestInfo, _ catalog: ResourceCatalog
    ) throws(StatusError) {
        guard
            let served = catalog.resource(
                group: info.group, version: info.version, name: info.resource)
        else { throw .pathNotFound }
        let resource = served.resource
        // An object is found in its namespace; only collections are shown across all of them.
        let needsNamespace = resource.isNamespaced && info.name != nil
        guard info.namespace == nil ? !needsNamespace : resource.isNamespaced,
            !info.isWatchPath || info.subresource.isEmpty
        else { throw .pathNotFound }
        let query = QueryParameters(http.target.queryItems.map { ($0.name, $0.value) })
        guard let verb = try Self.verb(of: http.method, info, resource, query) else {
            throw .methodNotAllowed
        }
        self.http = http
        self.verb = verb
        self.query = query
        negotiation = ContentNegotiation(http)
        target = Target(
            served, namespace: info.namespace ?? "", name: info.name ?? "",
            subresource: info.subresource)
    }

    /// The verb of a method at a path; nil when the path does not take it.
    private static func verb(
        of method: String, _ info: RequestInfo, _ resource: Resource, _ query: QueryParameters
    ) throws(StatusError) -> Verb? {
        if info.isWatchPath { return method == "GET" ? .watch : nil }
        if !info.subresource.isEmpty {
            let part = resource.subresources.first { $0.name == info.subresource }
            guard let part else { throw .pathNotFound }
            return itemVerbs[method].flatMap { part.verbs.contains($0.rawValue) ? $0 : nil }
        }
        guard info.name == nil else { return itemVerbs[method] }
        if method == "GET" { return query.bool("watch") == true ? .watch : .list }
        // What spans namespaces can only be read.
        guard info.namespace != nil || !resource.isNamespaced else { return nil }
        return collectionVerbs[method].flatMap {
            resource.verbs.contains($0.rawValue) ? $0 : nil
        }
    }

    private static let itemVerbs: [String: Verb] = [
        "GET": .get, "PUT": .update, "PATCH": .patch, "DELETE": .delete,
    ]

    private static let collectionVerbs: [String: Verb] = [
        "POST": .create, "DELETE": .deletecollection,
    ]

    /// Throws 400 unless the path names an object that the store could have
    /// (`AS/registry/generic/registry/store.go`, NamespaceKeyFunc).
    func checkKey() throws(StatusError) {
        guard !target.resource.isNamespaced || !target.namespace.isEmpty else {
            throw .badRequest("Namespace parameter required.")
        }
        let problems = NameFormat.pathSegment.problems(of: target.name)
        guard problems.isEmpty else {
            throw .badRequest(
                "Name parameter invalid: \(GoQuote.quote(target.name)): "
                    + problems.joined(separator: ";"))
        }
    }

    /// The name under which the client owns what it writes, when it does not say one.
    var userAgent: String { http.fields["User-Agent"] ?? "" }
}
