extension ObjectSchema {
    /// `metav1.WatchEvent`.
    package static let watchEvent = ObjectSchema(
        "WatchEvent", in: .meta, "One event of a watch.",
        fields: [
            Field(
                "type", 1, .string, .always, isRequired: true,
                "ADDED, MODIFIED, DELETED, BOOKMARK or ERROR."),
            Field(
                "object", 2, .object(rawExtension), .always, isRequired: true,
                "The object; after ERROR a Status."),
        ])

    /// `runtime.RawExtension`: an object whose kind only its content tells.
    private static let rawExtension = ObjectSchema(
        "RawExtension", in: .runtime, "An object of any kind.", fields: [])

    /// `metav1.Patch`: what the patch's media type says it is.
    package static let patch = ObjectSchema(
        "Patch", in: .meta, "A patch, in the form that its media type names.", fields: [])
}
