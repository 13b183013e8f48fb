import KubeAPI
import KubeRegistry

/// The paths of one resource in one version of its group.
struct ResourcePaths {
    private let resource: Resource
    private let kind: Kind
    private let api: APIName
    private let release: Release

    init(_ served: ServedResource, in release: Release) {
        resource = served.resource
        kind = served.kind
        api = APIName(group: kind.group, version: kind.version)
        self.release = release
    }

    /// Every path that leads to the resource.
    var items: [PathItem] {
        var items = [collection, object] + resource.subresources.map(subresource)
        if resource.verbs.contains("watch") { items += [watchedCollection, watchedObject] }
        guard resource.isNamespaced else { return items }
        return items + [everywhere]
            + (resource.verbs.contains("watch") ? [watchedEverywhere] : [])
    }

    // MARK: - Paths

    private var collection: PathItem {
        PathItem(
            path: "/\(api.path)\(scopedPath)", parameters: scopeParameters + [.pretty],
            operations: [
                offered("deletecollection", deleteCollection),
                offered("list", list(id: id("list"), parameters: .list(in: release))),
                offered("create", create),
            ].compactMap { $0 })
    }

    private var object: PathItem {
        PathItem(
            path: "/\(api.path)\(scopedPath)/{name}", parameters: objectParameters,
            operations: [
                offered("delete", delete),
                offered("get", read()),
                offered("patch", patch()),
                offered("update", replace()),
            ].compactMap { $0 })
    }

    private func subresource(_ subresource: Resource.Subresource) -> PathItem {
        let name = subresource.name
        func offered(_ verb: String, _ operation: Operation) -> Operation? {
            subresource.verbs.contains(verb) ? operation : nil
        }
        return PathItem(
            path: "/\(api.path)\(scopedPath)/{name}/\(name)", parameters: objectParameters,
            operations: [
                offered("get", read(name)), offered("patch", patch(name)),
                offered("update", replace(name)),
            ].compactMap { $0 })
    }

    /// The objects of all namespaces.
    private var everywhere: PathItem {
        PathItem(
            path: "/\(api.path)/\(resource.name)", parameters: .list(in: release) + [.pretty],
            operations: [
                offered("list", list(id: "list\(api.title)\(kind.name)ForAllNamespaces"))
            ].compactMap { $0 })
    }

    private var watchedCollection: PathItem {
        watched(scopedPath, scopeParameters, action: "watchlist", id: id("watch") + "List")
    }

    private var watchedObject: PathItem {
        watched(
            "\(scopedPath)/{name}", [.objectName(kind: kind.name)] + scopeParameters,
            action: "watch", id: id("watch"))
    }

    private var watchedEverywhere: PathItem {
        watched(
            "/\(resource.name)", [], action: "watchlist",
            id: "watch\(api.title)\(kind.name)ListForAllNamespaces")
    }

    private func watched(
        _ path: String, _ parameters: [Parameter], action: String, id: String
    ) -> PathItem {
        PathItem(
            path: "/\(api.path)/watch\(path)",
            parameters: .list(in: release) + parameters + [.pretty],
            operations: [
                operation(
                    .get, id: id, action: action,
                    "Watches objects of kind \(kind.name); the parameter watch of lists is newer.",
                    responses: [.ok(.watchEvent)], produces: MediaType.streams)
            ])
    }

    private var scopedPath: String {
        (resource.isNamespaced ? "/namespaces/{namespace}/" : "/") + resource.name
    }

    private var scopeParameters: [Parameter] {
        resource.isNamespaced ? [.namespace] : []
    }

    private var objectParameters: [Parameter] {
        [.objectName(kind: kind.name)] + scopeParameters + [.pretty]
    }

    // MARK: - Operations

    private func list(id: String, parameters: [Parameter] = []) -> Operation {
        operation(
            .get, id: id, action: "list", "Lists objects of kind \(kind.name), or watches them.",
            parameters: parameters, responses: [.ok(kind.list.schema)],
            produces: MediaType.streams)
    }

    private var create: Operation {
        operation(
            .post, id: id("create"), action: "post", "Creates a \(kind.name).",
            parameters: .write, body: Operation.Body(schema: kind.schema),
            responses: [.ok(kind.schema), .created(kind.schema), .accepted(kind.schema)])
    }

    private var deleteCollection: Operation {
        operation(
            .delete, id: id("delete", "Collection"), action: "deletecollection",
            "Deletes objects of kind \(kind.name).",
            parameters: .delete(in: release) + .selection(in: release), body: deleteOptions,
            responses: [.ok(.status)])
    }

    private var delete: Operation {
        operation(
            .delete, id: id("delete"), action: "delete", "Deletes a \(kind.name).",
            parameters: .delete(in: release), body: deleteOptions,
            responses: [.ok(.status), .accepted(.status)])
    }

    private let deleteOptions = Operation.Body(schema: .deleteOptions, isRequired: false)

    private func read(_ subresource: String = "") -> Operation {
        operation(
            .get, id: id("read") + subresource.capitalizedFirst, action: "get",
            "Reads \(part(subresource)).", responses: [.ok(kind.schema)])
    }

    private func patch(_ subresource: String = "") -> Operation {
        operation(
            .patch, id: id("patch") + subresource.capitalizedFirst, action: "patch",
            "Changes \(part(subresource)) in part.", parameters: .patch,
            body: Operation.Body(schema: .patch),
            responses: [.ok(kind.schema), .created(kind.schema)], consumes: MediaType.patches)
    }

    private func replace(_ subresource: String = "") -> Operation {
        operation(
            .put, id: id("replace") + subresource.capitalizedFirst, action: "put",
            "Replaces \(part(subresource)).", parameters: .write,
            body: Operation.Body(schema: kind.schema),
            responses: [.ok(kind.schema), .created(kind.schema)])
    }

    /// What an operation on one object is about, for its description.
    private func part(_ subresource: String) -> String {
        subresource.isEmpty ? "a \(kind.name)" : "the \(subresource) of a \(kind.name)"
    }

    /// The identifier of an operation, such as `deleteCoordinationV1CollectionNamespacedLease`.
    private func id(_ verb: String, _ infix: String = "") -> String {
        "\(verb)\(api.title)\(infix)\(resource.isNamespaced ? "Namespaced" : "")\(kind.name)"
    }

    private func offered(_ verb: String, _ operation: Operation) -> Operation? {
        resource.verbs.contains(verb) ? operation : nil
    }

    private func operation(
        _ method: Operation.Method, id: String, action: String, _ documentation: String,
        parameters: [Parameter] = [], body: Operation.Body? = nil,
        responses: [Operation.Response], consumes: [String] = MediaType.any,
        produces: [String] = MediaType.documents
    ) -> Operation {
        Operation(
            method: method, id: id, documentation: documentation, tag: api.tag,
            target: Operation.Target(action: action, kind: kind), parameters: parameters,
            body: body, responses: responses, consumes: consumes, produces: produces)
    }
}
