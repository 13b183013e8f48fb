import KubeAPI

/// A key of `--runtime-config` that names a version of a group, or one resource in it.
struct APIKey: Hashable {
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
        isForeign || resources.flatMap(\.views).contains { $0.kind.group == group }
    }

    /// Whether the group is one of kube-apiserver's that this server does not have.
    ///
    /// Such keys are accepted, so that command lines written for kube-apiserver keep working.
    var isForeign: Bool { Self.foreignGroups.contains(group) }

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

    private static let foreignGroups: Set = [
        "admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "apps",
        "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch",
        "certificates.k8s.io", "discovery.k8s.io", "extensions", "flowcontrol.apiserver.k8s.io",
        "imagepolicy.k8s.io", "internal.apiserver.k8s.io", "networking.k8s.io", "node.k8s.io",
        "policy", "rbac.authorization.k8s.io", "resource.k8s.io", "scheduling.k8s.io",
        "storage.k8s.io", "storagemigration.k8s.io",
    ]
}
