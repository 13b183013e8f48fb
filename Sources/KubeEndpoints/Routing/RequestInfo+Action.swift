import KubeAPI
import KubeRegistry

extension RequestInfo {
    /// What `method` does here, with these parameters; throws 404 or 405 when that is nothing.
    func action(
        _ method: String, _ query: QueryParameters, _ catalog: ResourceCatalog
    ) throws(StatusError) -> ResourceAction {
        guard let resource = catalog.resource(group: group, version: version, name: resource)
        else { throw .pathNotFound }
        let isNamespaced = resource.resource.isNamespaced
        // An object is found in its namespace; only collections are shown across all of them.
        guard namespace == nil ? name == nil || !isNamespaced : isNamespaced,
            !isWatchPath || subresource.isEmpty
        else { throw .pathNotFound }
        guard let verb = try verb(of: method, resource.resource, query) else {
            throw resource.resource.isEmpty && method != "GET"
                ? .staysEmpty(resource) : .methodNotAllowed
        }
        return ResourceAction(
            verb: verb,
            target: Target(
                resource, namespace: namespace ?? "", name: name ?? "", subresource: subresource))
    }

    /// The verb of a method; nil when the path does not take it.
    private func verb(
        of method: String, _ resource: Resource, _ query: QueryParameters
    ) throws(StatusError) -> Verb? {
        if resource.isEmpty { return try verb(of: method, empty: resource, query) }
        if isWatchPath { return method == "GET" ? .watch : nil }
        if !subresource.isEmpty {
            let part = resource.subresources.first { $0.name == subresource }
            guard let part else { throw .pathNotFound }
            return Self.itemVerbs[method].flatMap { part.verbs.contains($0.rawValue) ? $0 : nil }
        }
        guard name == nil else { return Self.itemVerbs[method] }
        if method == "GET" { return query.bool("watch") == true ? .watch : .list }
        // What spans namespaces can only be read.
        guard namespace != nil || !resource.isNamespaced else { return nil }
        return Self.collectionVerbs[method].flatMap {
            resource.verbs.contains($0.rawValue) ? $0 : nil
        }
    }

    /// The verb of a method on a resource that is empty, of which no subresource is offered.
    private func verb(
        of method: String, empty resource: Resource, _ query: QueryParameters
    ) throws(StatusError) -> Verb? {
        guard method == "GET" else { return nil }
        guard subresource.isEmpty else { throw .pathNotFound }
        let verb: Verb =
            isWatchPath || name == nil && query.bool("watch") == true
            ? .watch : name == nil ? .list : .get
        if resource.verbs.contains(verb.rawValue) { return verb }
        // What can only be asked has no paths of single objects.
        guard name == nil else { throw .pathNotFound }
        return nil
    }

    private static let itemVerbs: [String: Verb] = [
        "GET": .get, "PUT": .update, "PATCH": .patch, "DELETE": .delete,
    ]

    private static let collectionVerbs: [String: Verb] = [
        "POST": .create, "DELETE": .deletecollection,
    ]

    /// Whether a request watches, which then has no timeout; also where nothing is offered.
    func watches(_ method: String, _ query: QueryParameters) -> Bool {
        if isWatchPath { return true }
        return name == nil && ["GET", "HEAD"].contains(method) && query.bool("watch") == true
    }
}
