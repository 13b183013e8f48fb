package import KubeJSON

/// What a client may ask of a deletion (`metav1.DeleteOptions`).
package struct DeleteOptions: Hashable, Sendable {
    /// What becomes of the objects that depend on the deleted one.
    package enum PropagationPolicy: String, Sendable {
        case foreground = "Foreground"
        case background = "Background"
        case orphan = "Orphan"
    }

    package var isDryRun = false
    package var propagationPolicy: PropagationPolicy?
    package var orphanDependents: Bool?

    /// The uid that the object must have.
    package var uid: String?

    /// The resource version that the object must have.
    package var resourceVersion: String?

    package init() {}

    /// The options in `query`, which count when a request has no body.
    package init(_ query: QueryParameters) throws(StatusError) {
        _ = try query.integer("gracePeriodSeconds")
        orphanDependents = query.bool("orphanDependents")
        uid = query.nonempty("uid")
        resourceVersion = query.nonempty("resourceVersion")
        try validate(
            dryRun: query.all("dryRun"), propagationPolicy: query.first("propagationPolicy"))
    }

    /// The options in a body, read as `ObjectSchema.deleteOptions` says.
    package init(_ document: JSONObject) throws(StatusError) {
        orphanDependents = document["orphanDependents"]?.bool
        let preconditions = document["preconditions"]
        uid = preconditions?["uid"]?.string
        resourceVersion = preconditions?["resourceVersion"]?.string
        try validate(
            dryRun: document["dryRun"]?.array?.compactMap(\.string) ?? [],
            propagationPolicy: document["propagationPolicy"]?.string)
    }

    private mutating func validate(
        dryRun: [String], propagationPolicy policy: String?
    ) throws(StatusError) {
        let field = "propagationPolicy"
        var errors: [FieldError] = []
        propagationPolicy = policy.flatMap(PropagationPolicy.init)
        if let policy, propagationPolicy == nil {
            errors.append(
                .notSupported(
                    field, .string(policy),
                    supported: ["Foreground", "Background", "Orphan", "nil"]))
        }
        if let policy, orphanDependents != nil {
            errors.insert(
                .invalid(
                    field, .string(policy),
                    "orphanDependents and deletionPropagation cannot be both set"), at: 0)
        }
        errors += OptionRules.dryRun(dryRun)
        guard errors.isEmpty else { throw .invalidOptions("DeleteOptions", errors) }
        isDryRun = !dryRun.isEmpty
    }
}
