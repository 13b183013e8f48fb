import KubeAPI

/// A kind of kube-apiserver that clients find here, and of which there is never an object: a row in
/// the table of a `BuiltInGroup`.
struct EmptyKind: Sendable {
    /// The name in paths.
    let name: String
    /// The name of the kind; in small letters it is the resource's name in the singular.
    let kind: String
    let isNamespaced: Bool
    let shortNames: [String]
    /// The names for many resources at once that this one belongs to.
    let categories: [String]
    let verbs: [String]
    /// The fields beside name and namespace that selectors can name; nil when there are none.
    let selectableFields: [String]?
    /// The versions of the group that have the kind, the preferred one first.
    let versions: [Version]

    /// Where a kind's objects would live.
    enum Scope {
        case namespaced
        case cluster
    }

    /// A row; `v1` alone has the kind unless `versions` says otherwise.
    init(
        _ name: String, _ kind: String, _ scope: Scope = .namespaced, short: String...,
        category: String? = nil, verbs: [String] = Verbs.read, selectable: [String]? = nil,
        versions: Version...
    ) {
        self.name = name
        self.kind = kind
        isNamespaced = scope == .namespaced
        shortNames = short
        categories = category.map { [$0] } ?? []
        self.verbs = verbs
        selectableFields = selectable
        self.versions = versions.isEmpty ? [.stable("v1")] : versions
    }

    /// What clients can do with a kind of which there is nothing.
    enum Verbs {
        static let read = ["get", "list", "watch"]

        /// Upstream computes what it answers, and tells nobody of changes.
        static let readUnwatched = ["get", "list"]

        /// Upstream takes a question in the form of an object, and stores nothing.
        ///
        /// Discovery has to name a verb, or clients do not see the resource.
        static let ask = ["create"]
    }
}

extension EmptyKind {
    /// A version of a group, and the releases that have the kind in it.
    struct Version: Sendable {
        let name: String
        let lifecycle: Lifecycle

        /// A version that is served unless it is switched off, since the minor release `since`.
        static func stable(_ name: String, since: UInt64 = 0) -> Version {
            Version(
                name: name,
                lifecycle: Lifecycle(isServedByDefault: true, introduced: Release(1, since)))
        }

        /// A version that is served when it is switched on.
        static func preview(
            _ name: String, since: UInt64, deprecated: UInt64? = nil, removed: UInt64? = nil,
            replacement: String? = nil
        ) -> Version {
            Version(
                name: name,
                lifecycle: Lifecycle(
                    introduced: Release(1, since), deprecated: deprecated.map { Release(1, $0) },
                    removed: removed.map { Release(1, $0) }, replacement: replacement))
        }

        /// A version that is served unless it is switched off, and that clients are warned of.
        static func outdated(
            _ name: String, since: UInt64 = 0, deprecated: UInt64, removed: UInt64? = nil,
            replacement: String? = nil
        ) -> Version {
            Version(
                name: name,
                lifecycle: Lifecycle(
                    isServedByDefault: true, introduced: Release(1, since),
                    deprecated: Release(1, deprecated), removed: removed.map { Release(1, $0) },
                    replacement: replacement))
        }
    }
}

extension EmptyKind {
    /// The resource that the row describes.
    func resource(inGroup group: String) -> Resource {
        Resource(
            name: name, singularName: kind.lowercased(), shortNames: shortNames,
            categories: categories, isNamespaced: isNamespaced, isEmpty: true, verbs: verbs,
            views: versions.map { version in
                // Nothing is known of the objects but that they have metadata.
                let known = Kind.partialObjectMetadata
                return Resource.View(
                    Kind(
                        group: group, version: version.name, name: kind, schema: known.schema),
                    list: Kind(
                        group: group, version: version.name, name: kind + "List",
                        schema: Self.listSchema),
                    version.lifecycle)
            },
            rules: EmptyRules(selectableFieldNames: selectableFields))
    }

    private static let listSchema = Kind.partialObjectMetadata.list.schema
}
