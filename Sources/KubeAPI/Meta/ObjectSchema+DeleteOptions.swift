extension ObjectSchema {
    /// `metav1.DeleteOptions`.
    package static let deleteOptions = ObjectSchema(
        "DeleteOptions", in: .meta, "What a client may ask of a deletion.",
        fields: [
            Field("gracePeriodSeconds", 1, .int64, .whenSet, "Seconds the object may take to go."),
            Field(
                "preconditions", 2, .object(preconditions), .whenSet,
                "What must hold of the object."),
            Field("orphanDependents", 3, .bool, .whenSet, "Older form of the policy Orphan."),
            Field(
                "propagationPolicy", 4, .string, .whenSet, goType: "v1.DeletionPropagation",
                "What becomes of the objects that depend on this one."),
            Field("dryRun", 5, .strings(.atomic), "All, to try without deleting."),
            Field(
                "ignoreStoreReadErrorWithClusterBreakingPotential", 6, .bool, .whenSet,
                "Has no effect."),
        ])

    private static let preconditions = ObjectSchema(
        "Preconditions", in: .meta, "What must hold of an object.",
        fields: [
            Field("uid", 1, .string, .whenSet, goType: "types.UID", "The uid it must have."),
            Field("resourceVersion", 2, .string, .whenSet, "The version it must have."),
        ])
}
