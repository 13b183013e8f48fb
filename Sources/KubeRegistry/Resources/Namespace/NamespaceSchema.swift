package import KubeAPI

extension Kind {
    /// `v1` Namespace.
    package static let namespaceV1 = Kind(
        group: "", version: "v1", name: "Namespace", schema: .namespace)
}

extension ObjectSchema {
    /// `v1` Namespace.
    package static let namespace = ObjectSchema(
        "Namespace", in: .api("core", "v1"), "A scope for names.",
        fields: [
            Field("metadata", 1, .object(.objectMeta), .always, "Metadata of the namespace."),
            Field("spec", 2, .object(namespaceSpec), .always, "What keeps the namespace."),
            Field("status", 3, .object(namespaceStatus), .always, "How the namespace is."),
        ])

    private static let namespaceSpec = ObjectSchema(
        "NamespaceSpec", in: .api("core", "v1"), "What keeps a namespace.",
        fields: [
            Field(
                "finalizers", 1, .strings(.atomic), goType: "[]v1.FinalizerName",
                "What must be done before the namespace goes for good.")
        ])

    private static let namespaceStatus = ObjectSchema(
        "NamespaceStatus", in: .api("core", "v1"), "How a namespace is.",
        fields: [
            Field("phase", 1, .string, goType: "v1.NamespacePhase", "Active or Terminating."),
            Field(
                "conditions", 2, .objects(namespaceCondition, .map(keys: ["type"])),
                "What the namespace's deletion waits for."),
        ])

    private static let namespaceCondition = ObjectSchema(
        "NamespaceCondition", in: .api("core", "v1"), "One observation about a namespace.",
        fields: [
            Field("type", 1, .string, .always, isRequired: true, "What is observed."),
            Field("status", 2, .string, .always, isRequired: true, "True, False or Unknown."),
            Field("lastTransitionTime", 4, .time, "When the status last changed."),
            Field("reason", 5, .string, "Why, in one word."),
            Field("message", 6, .string, "Why, in a sentence."),
        ])
}
