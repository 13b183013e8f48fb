extension Kind {
    /// The versions of the core group.
    package static let apiVersions = discovery("APIVersions", .apiVersions)

    /// One group.
    package static let apiGroup = discovery("APIGroup", .apiGroup)

    /// All groups but the core group.
    package static let apiGroupList = discovery("APIGroupList", .apiGroupList)

    /// The resources of one version of a group.
    package static let apiResourceList = discovery("APIResourceList", .apiResourceList)

    private static func discovery(_ name: String, _ schema: ObjectSchema) -> Kind {
        Kind(group: "", version: "v1", name: name, schema: schema)
    }
}

extension ObjectSchema {
    fileprivate static let apiVersions = ObjectSchema(
        "APIVersions", in: .meta, "The versions of the core group.",
        fields: [
            Field("versions", 1, .strings(.atomic), .always, isRequired: true, "The versions."),
            Field(
                "serverAddressByClientCIDRs", 2,
                .objects(serverAddressByClientCIDR, .atomic), .always, isRequired: true,
                "Addresses at which clients reach the server."),
        ])

    fileprivate static let apiGroup = ObjectSchema(
        "APIGroup", in: .meta, "A group and its versions.",
        fields: [
            Field("name", 1, .string, .always, isRequired: true, "Name of the group."),
            Field(
                "versions", 2, .objects(groupVersion, .atomic), .always, isRequired: true,
                "Versions of the group, the preferred one first."),
            Field(
                "preferredVersion", 3, .object(groupVersion), .always,
                "Version that clients should use."),
            Field(
                "serverAddressByClientCIDRs", 4,
                .objects(serverAddressByClientCIDR, .atomic),
                "Addresses at which clients reach the group."),
        ])

    fileprivate static let apiGroupList = ObjectSchema(
        "APIGroupList", in: .meta, "All groups but the core group.",
        fields: [
            Field(
                "groups", 1, .objects(apiGroup, .atomic), .always, isRequired: true,
                "The groups.")
        ])

    private static let groupVersion = ObjectSchema(
        "GroupVersionForDiscovery", in: .meta, "One version of a group.",
        fields: [
            Field(
                "groupVersion", 1, .string, .always, isRequired: true,
                "The version after its group and a slash."),
            Field("version", 2, .string, .always, isRequired: true, "The version alone."),
        ])

    private static let serverAddressByClientCIDR = ObjectSchema(
        "ServerAddressByClientCIDR", in: .meta, "Where some clients reach the server.",
        fields: [
            Field(
                "clientCIDR", 1, .string, .always, isRequired: true,
                "Range of the clients' addresses."),
            Field(
                "serverAddress", 2, .string, .always, isRequired: true,
                "Address at which they reach the server."),
        ])

    fileprivate static let apiResourceList = ObjectSchema(
        "APIResourceList", in: .meta, "The resources of one version of a group.",
        fields: [
            Field(
                "groupVersion", 1, .string, .always, isRequired: true,
                "The version after its group and a slash."),
            Field(
                "resources", 2, .objects(apiResource, .atomic), .always, isRequired: true,
                "The resources and their subresources."),
        ])

    private static let apiResource = ObjectSchema(
        "APIResource", in: .meta, "A resource and what can be done with it.",
        fields: [
            Field("name", 1, .string, .always, isRequired: true, "Name in paths, in the plural."),
            Field(
                "singularName", 6, .string, .always, isRequired: true, "Name in the singular."),
            Field(
                "namespaced", 2, .bool, .always, isRequired: true,
                "Whether its objects live in namespaces."),
            Field("group", 8, .string, "Group of its kind, when the list's is another one."),
            Field("version", 9, .string, "Version of its kind, when the list's is another one."),
            Field("kind", 3, .string, .always, isRequired: true, "Kind of its objects."),
            Field(
                "verbs", 4, .strings(.atomic), .always, goType: "v1.Verbs", isWrapped: true,
                isRequired: true, "What clients can do with it."),
            Field("shortNames", 5, .strings(.atomic), "Names that save typing."),
            Field("categories", 7, .strings(.atomic), "Names for many resources at once."),
            Field(
                "storageVersionHash", 10, .string,
                "Tells whether objects are stored in the same form as before."),
        ])
}
