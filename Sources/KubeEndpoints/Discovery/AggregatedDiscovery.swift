import KubeAPI
import KubeHTTP1
import KubeJSON
import KubeRegistry

/// Everything that is offered under `/api` or under `/apis` in one document (DSC-020 to 026).
struct AggregatedDiscovery: Sendable {
    /// The members of the document behind its types, compact and without the opening brace.
    private let members: [UInt8]
    private let quotedTag: String

    /// The document of the core group, or of all the others.
    init(_ catalog: ResourceCatalog, isCore: Bool) {
        let groups = catalog.versions.groups.filter { $0.isEmpty == isCore }
        let list: JSONValue = [
            "metadata": [:], "items": .array(groups.map { Self.item($0, catalog) }),
        ]
        let document = JSONWriter.encode(list)
        members = Array(document.dropFirst())
        quotedTag = "\"\(ETag.of(document))\""
    }

    /// The answer to `request` in a format that was agreed upon.
    func document(
        _ version: Transformation.DiscoveryVersion, _ format: ResponseFormat,
        for request: HTTPRequest
    ) -> HTTPResponse {
        var response: HTTPResponse
        if request.fields["If-None-Match"] == quotedTag {
            response = HTTPResponse(status: 304)
        } else {
            let types =
                "{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"\(version.apiVersion)\","
            response = HTTPResponse(document: Array(types.utf8) + members, format)
        }
        response.fields["ETag"] = quotedTag
        response.fields["Vary"] = "Accept"
        response.fields["Cache-Control"] = "public"
        return response
    }
}

extension AggregatedDiscovery {
    private static func item(_ group: String, _ catalog: ResourceCatalog) -> JSONValue {
        let versions = catalog.versions.versions(ofGroup: group).map { version -> JSONValue in
            let resources = catalog.resources(group: group, version: version)
            return [
                "version": .string(version), "resources": .array(resources.map(entry)),
                "freshness": "Current",
            ]
        }
        var metadata = JSONObject(group.isEmpty ? [] : [("name", .string(group))])
        metadata["creationTimestamp"] = catalog.versions.release.unsetCreationTimestamp
        return ["metadata": .object(metadata), "versions": .array(versions)]
    }

    private static func entry(of offered: ServedResource) -> JSONValue {
        let resource = offered.resource
        var entry = JSONObject([
            ("resource", .string(resource.name)), ("responseKind", responseKind(offered)),
            ("scope", resource.isNamespaced ? "Namespaced" : "Cluster"),
            ("singularResource", .string(resource.singularName)),
            ("verbs", .strings(resource.verbs)),
        ])
        if !resource.shortNames.isEmpty { entry["shortNames"] = .strings(resource.shortNames) }
        if !resource.categories.isEmpty { entry["categories"] = .strings(resource.categories) }
        if !resource.subresources.isEmpty {
            entry["subresources"] = .array(
                resource.subresources.map { part in
                    [
                        "subresource": .string(part.name), "responseKind": responseKind(offered),
                        "verbs": .strings(part.verbs),
                    ]
                })
        }
        return .object(entry)
    }

    /// Clients put the group and version in that the resource is listed under.
    private static func responseKind(_ offered: ServedResource) -> JSONValue {
        ["group": "", "version": "", "kind": .string(offered.kind.name)]
    }
}
