/// How paths, operations and tags name a group, or one version of it.
struct APIName {
    /// The API group; empty for the core group.
    let group: String

    /// Nil for the group as a whole.
    var version: String?

    /// The path without its first slash, such as `apis/coordination.k8s.io/v1`.
    var path: String {
        ([group.isEmpty ? "api" : "apis/\(group)"] + (version.map { [$0] } ?? []))
            .joined(separator: "/")
    }

    /// The part of an operation's identifier, such as `CoordinationV1`.
    var title: String {
        shortGroup.capitalizedFirst + (version ?? "").capitalizedFirst
    }

    /// The tag of operations, such as `coordination_v1`.
    var tag: String {
        ([shortGroup] + (version.map { [$0] } ?? [])).joined(separator: "_")
    }

    /// The group's first label, such as `coordination`.
    private var shortGroup: String {
        group.isEmpty ? "core" : String(group.prefix { $0 != "." })
    }
}

extension String {
    /// The text with its first letter as a capital.
    var capitalizedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}
