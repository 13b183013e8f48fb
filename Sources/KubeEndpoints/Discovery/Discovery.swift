import KubeAPI
import KubeJSON
import KubeRegistry

/// The documents that say what a server offers, in their older form: one for each group and
/// version.
package struct Discovery: Sendable {
    let catalog: ResourceCatalog
    /// Whether resources show the hash of their storage version.
    let showsStorageVersionHash: Bool

    /// One of the documents, by what it is about.
    package enum Document: Hashable, Sendable {
        /// `/api`
        case coreVersions
        /// `/apis`
        case groups
        /// `/apis/`: the same, but never aggregated
        case plainGroups
        /// `/apis/{group}`
        case group(String)
        /// `/apis/{group}/{version}`, or `/api/{version}` with the empty group.
        case resources(group: String, version: String)
    }

    /// A document; `serverAddress` is where the client reached the server.
    func json(_ document: Document, serverAddress: String) -> JSONValue {
        switch document {
        case .coreVersions: coreVersions(serverAddress: serverAddress)
        case .groups, .plainGroups: groups()
        case .group(let name): group(name)
        case .resources(let group, let version): resources(group: group, version: version)
        }
    }
}

extension Discovery {
    private func coreVersions(serverAddress: String) -> JSONValue {
        [
            "kind": "APIVersions",
            "versions": .array(catalog.versions.versions(ofGroup: "").map { .string($0) }),
            "serverAddressByClientCIDRs": [
                ["clientCIDR": "0.0.0.0/0", "serverAddress": .string(serverAddress)]
            ],
        ]
    }

    private func groups() -> JSONValue {
        let groups = catalog.versions.groups.filter { !$0.isEmpty }
        return [
            "kind": "APIGroupList", "apiVersion": "v1",
            "groups": .array(groups.map { .object(JSONObject(members(ofGroup: $0))) }),
        ]
    }

    private func group(_ name: String) -> JSONValue {
        let types: [(String, JSONValue)] = [("kind", "APIGroup"), ("apiVersion", "v1")]
        return .object(JSONObject(types + members(ofGroup: name)))
    }

    private func resources(group: String, version: String) -> JSONValue {
        // The core group's document says no `apiVersion`, as before there were groups.
        let apiVersion: [(String, JSONValue)] = group.isEmpty ? [] : [("apiVersion", "v1")]
        let resources = catalog.resources(group: group, version: version)
        return .object(
            JSONObject(
                [("kind", "APIResourceList")] + apiVersion + [
                    ("groupVersion", .string(group.isEmpty ? version : "\(group)/\(version)")),
                    ("resources", .array(resources.flatMap(entries))),
                ]))
    }
}

extension Discovery {
    private func members(ofGroup group: String) -> [(String, JSONValue)] {
        let versions = catalog.versions.versions(ofGroup: group).map { version -> JSONValue in
            ["groupVersion": .string("\(group)/\(version)"), "version": .string(version)]
        }
        return [
            ("name", .string(group)), ("versions", .array(versions)),
            ("preferredVersion", versions.first ?? .null),
        ]
    }

    private func entries(of offered: ServedResource) -> [JSONValue] {
        let resource = offered.resource
        return [.object(entry(of: offered))]
            + resource.subresources.map { part in
                [
                    "name": .string("\(resource.name)/\(part.name)"), "singularName": "",
                    "namespaced": .bool(resource.isNamespaced), "kind": .string(offered.kind.name),
                    "verbs": .strings(part.verbs),
                ]
            }
    }

    private func entry(of offered: ServedResource) -> JSONObject {
        let resource = offered.resource
        var entry = JSONObject([
            ("name", .string(resource.name)), ("singularName", .string(resource.singularName)),
            ("namespaced", .bool(resource.isNamespaced)), ("kind", .string(offered.kind.name)),
            ("verbs", .strings(resource.verbs)),
        ])
        if !resource.shortNames.isEmpty { entry["shortNames"] = .strings(resource.shortNames) }
        if !resource.categories.isEmpty { entry["categories"] = .strings(resource.categories) }
        // Only what is stored has a form in which it is.
        if showsStorageVersionHash, resource.verbs.contains("watch"),
            let hash = catalog.storageVersionHash(of: resource)
        {
            entry["storageVersionHash"] = .string(hash)
        }
        return entry
    }
}
