extension Resource {
    /// Namespaces.
    package static let namespaces = Resource(
        name: "namespaces", singularName: "namespace", shortNames: ["ns"], isNamespaced: false,
        verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
        subresources: [
            Subresource(name: "finalize", verbs: ["update"]),
            Subresource(name: "status", verbs: ["get", "patch", "update"]),
        ],
        views: [View(.namespaceV1, .stable)], rules: NamespaceRules())
}
