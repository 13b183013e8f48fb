import KubeAPI

/// A key of `--runtime-config` that names a version of a group, or one resource in it.
struct APIKey: Equatable {
    let group: String
    let version: String
    let resource: String?

    /// Reads `group/version` or `group/version/resource`; the core group is empty.
    init?(_ key: String) {
        let parts = FlagText.split(key, at: "/")
        guard (2...3).contains(parts.count) else { return nil }
        group = parts[0]
        version = parts[1]
        resource = parts.count == 3 ? parts[2] : nil
    }

    /// The key of a version that a kind is of, or of one resource in it.
    init(_ kind: Kind, resource: String?) {
        group = kind.group
        version = kind.version
        self.resource = resource
    }

    /// The group and version as an `apiVersion` reads.
    var groupVersion: String { group.isEmpty ? version : group + "/" + version }

    /// Whether kube-apiserver has the group, or one of the `resources` is in it.
    func isInKnownGroup(_ resources: [Resource]) -> Bool {
        resources.flatMap(\.views).contains { $0.kind.group == group } || mayNameAnything
    }

    /// Whether the group is one of kube-apiserver's of which all kinds are empty.
    ///
    /// Such keys may name any version and resource, so that command lines written for kube-apiserver
    /// keep working.
    var mayNameAnything: Bool {
        guard !Resource.all.flatMap(\.views).contains(where: { $0.kind.group == group }) else {
            return false
        }
        return Self.groupsWithoutResources.contains(group)
            || Resource.empty.flatMap(\.views).contains { $0.kind.group == group }
    }

    /// Whether the version of the group is one in which `release` has any of the `resources`, or a
    /// later one will.
    func isRegistered(
        _ resources: [Resource], in release: Release, revivesAbandoned: Bool
    ) -> Bool {
        resources.flatMap(\.views).contains { view in
            view.kind.group == group && view.kind.version == version
                && (revivesAbandoned || !view.lifecycle.isGone(in: release))
        }
    }

    /// Groups whose kinds are not served at any path, or were once.
    private static let groupsWithoutResources: Set = ["extensions", "imagepolicy.k8s.io"]
}
