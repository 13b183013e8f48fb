import KubeAPI

/// The paths at which clients find out what a server offers.
enum DiscoveryPaths {
    /// The versions of the core group.
    static let core = item(
        APIName(group: ""), id: "getCoreAPIVersions", "Lists the versions of the core group.",
        .apiVersions)

    /// All groups but the core group.
    static let groups = PathItem(
        path: "/apis/",
        operations: [
            operation(
                id: "getAPIVersions", "Lists the groups and their versions.", tag: "apis",
                Kind.apiGroupList.schema)
        ])

    /// The server's version.
    static let version = PathItem(
        path: "/version/",
        operations: [
            operation(
                id: "getCodeVersion", "Tells which version the server speaks as.", tag: "version",
                .versionInfo, mediaTypes: MediaType.json)
        ])

    /// One group.
    static func group(_ name: String) -> PathItem {
        let api = APIName(group: name)
        return item(api, id: "get\(api.title)APIGroup", "Tells about the group.", .apiGroup)
    }

    /// The resources of one version of a group.
    static func resources(_ api: APIName) -> PathItem {
        item(
            api, id: "get\(api.title)APIResources", "Lists the resources of the version.",
            .apiResourceList)
    }

    private static func item(
        _ api: APIName, id: String, _ documentation: String, _ kind: Kind
    ) -> PathItem {
        PathItem(
            path: "/\(api.path)/",
            operations: [operation(id: id, documentation, tag: api.tag, kind.schema)])
    }

    private static func operation(
        id: String, _ documentation: String, tag: String, _ schema: ObjectSchema,
        mediaTypes: [String] = MediaType.documents
    ) -> Operation {
        Operation(
            method: .get, id: id, documentation: documentation, tag: tag,
            responses: [.ok(schema)], consumes: mediaTypes, produces: mediaTypes)
    }
}
