extension Kind {
    /// Every group, version and resource in one document, in `version` of `apidiscovery.k8s.io`.
    ///
    /// The versions differ in nothing but their names.
    package static func apiGroupDiscoveryList(version: String) -> Kind {
        Kind(
            group: "apidiscovery.k8s.io", version: version, name: "APIGroupDiscovery",
            schema: .apiGroupDiscovery
        ).list
    }
}

extension ObjectSchema {
    fileprivate static let apiGroupDiscovery = ObjectSchema(
        "APIGroupDiscovery", in: .discovery, "A group and all that it serves.",
        fields: [
            Field("metadata", 1, .object(.objectMeta), .always, "Metadata with the group's name."),
            Field(
                "versions", 2, .objects(version, .map(keys: ["version"])),
                "Versions of the group, the preferred one first."),
        ])

    private static let version = ObjectSchema(
        "APIVersionDiscovery", in: .discovery, "A version and all that it serves.",
        fields: [
            Field("version", 1, .string, .always, isRequired: true, "Name of the version."),
            Field(
                "resources", 2, .objects(resource, .map(keys: ["resource"])),
                "Resources of the version."),
            Field("freshness", 3, .string, "Current or Stale."),
        ])

    private static let resource = ObjectSchema(
        "APIResourceDiscovery", in: .discovery, "A resource and what can be done with it.",
        fields: [
            Field("resource", 1, .string, .always, isRequired: true, "Name in paths."),
            Field("responseKind", 2, .object(kind), .whenSet, "Kind of its objects."),
            Field("scope", 3, .string, .always, isRequired: true, "Namespaced or Cluster."),
            Field(
                "singularResource", 4, .string, .always, isRequired: true,
                "Name in the singular."),
            Field(
                "verbs", 5, .strings(.set), .always, isRequired: true,
                "What clients can do with it."),
            Field("shortNames", 6, .strings(.set), "Names that save typing."),
            Field("categories", 7, .strings(.set), "Names for many resources at once."),
            Field(
                "subresources", 8, .objects(subresource, .map(keys: ["subresource"])),
                "Parts of its objects with paths of their own."),
        ])

    private static let subresource = ObjectSchema(
        "APISubresourceDiscovery", in: .discovery, "A part of objects with a path of its own.",
        fields: [
            Field("subresource", 1, .string, .always, isRequired: true, "Name in paths."),
            Field("responseKind", 2, .object(kind), .whenSet, "Kind of its answers."),
            Field(
                "acceptedTypes", 3,
                .objects(kind, .map(keys: ["group", "version", "kind"])),
                "Kinds that can be sent to it."),
            Field(
                "verbs", 4, .strings(.set), .always, isRequired: true,
                "What clients can do with it."),
        ])

    private static let kind = ObjectSchema(
        "GroupVersionKind", in: .meta, "A kind of a version of a group.",
        fields: [
            Field("group", 1, .string, .always, isRequired: true, "Name of the group."),
            Field("version", 2, .string, .always, isRequired: true, "Name of the version."),
            Field("kind", 3, .string, .always, isRequired: true, "Name of the kind."),
        ])
}

extension GoPackage {
    fileprivate static let discovery = api("apidiscovery", "v2")
}
