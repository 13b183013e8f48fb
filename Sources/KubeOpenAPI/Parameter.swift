import KubeRegistry

/// A parameter of an operation, in the path or in the query.
struct Parameter {
    enum Location: String {
        case path
        case query
    }

    enum ValueType: String {
        case string
        case boolean
        case integer
    }

    let name: String
    let location: Location
    let type: ValueType
    let documentation: String

    fileprivate init(
        _ name: String, _ type: ValueType, in location: Location = .query, _ documentation: String
    ) {
        self.name = name
        self.location = location
        self.type = type
        self.documentation = documentation
    }
}

extension Parameter {
    /// The name of an object of kind `kind`.
    static func objectName(kind: String) -> Parameter {
        Parameter("name", .string, in: .path, "Name of the \(kind).")
    }

    static let namespace = Parameter("namespace", .string, in: .path, "Namespace of the objects.")

    static let pretty = Parameter(
        "pretty", .string,
        "Whether the answer is indented; browsers, curl and wget get it so unasked.")

    static let dryRun = Parameter("dryRun", .string, "All, to try without writing.")

    static let fieldManager = Parameter(
        "fieldManager", .string, "Name under which the written fields are owned; apply needs one.")

    static let fieldValidation = Parameter(
        "fieldValidation", .string,
        "What becomes of unknown and repeated fields: Ignore, Warn or Strict.")

    static let force = Parameter(
        "force", .boolean, "Whether an apply takes over fields that others own.")
}

extension [Parameter] {
    /// What a write takes.
    static let write: [Parameter] = [.dryRun, .fieldManager, .fieldValidation]

    /// What a patch takes.
    static let patch: [Parameter] = .write + [.force]

    /// What the deletion of one object takes in `release`.
    static func delete(in release: Release) -> [Parameter] {
        let unsafe = Parameter(
            "ignoreStoreReadErrorWithClusterBreakingPotential", .boolean, "Has no effect.")
        return [
            .dryRun,
            Parameter("gracePeriodSeconds", .integer, "Seconds the object may take to go."),
        ] + (release < Release(1, 32) ? [] : [unsafe]) + [
            Parameter("orphanDependents", .boolean, "Older form of the policy Orphan."),
            Parameter(
                "propagationPolicy", .string, "What becomes of the objects that depend on this one."
            ),
        ]
    }

    /// What selects the objects of a list or of the deletion of many in `release`.
    static func selection(in release: Release) -> [Parameter] {
        let shardSelector = Parameter("shardSelector", .string, "Has no effect.")
        return [
            Parameter("continue", .string, "Token of the page before, to go on after it."),
            Parameter("fieldSelector", .string, "Selects objects by their fields."),
            Parameter("labelSelector", .string, "Selects objects by their labels."),
            Parameter("limit", .integer, "How many objects a page holds at most."),
            Parameter("resourceVersion", .string, "Version of the store that is asked for."),
            Parameter("resourceVersionMatch", .string, "How resourceVersion is meant."),
            Parameter(
                "sendInitialEvents", .boolean, "Whether a watch begins with what there is."),
        ] + (release < Release(1, 36) ? [] : [shardSelector]) + [
            Parameter("timeoutSeconds", .integer, "Seconds after which the answer ends.")
        ]
    }

    /// What a list or a watch takes in `release`.
    static func list(in release: Release) -> [Parameter] {
        let bookmarks = Parameter(
            "allowWatchBookmarks", .boolean, "Whether a watch may get BOOKMARK events.")
        let watch = Parameter(
            "watch", .boolean, "Whether changes are streamed instead of a list answered.")
        return [bookmarks] + .selection(in: release) + [watch]
    }
}
