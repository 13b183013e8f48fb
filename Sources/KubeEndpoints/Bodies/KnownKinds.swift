import KubeAPI
import KubeRegistry

/// Which kinds kube-apiserver knows; what a client sends by mistake is mostly one of them, and the
/// answer tells a known kind from an unknown one.
enum KnownKinds {
    /// Kinds that no resource has, and one that is no longer served, by group and version.
    private static let others: [String: Set<String>] = [
        "v1": ["APIGroup", "APIGroupList", "APIResourceList", "APIVersions", "Status"],
        "coordination.k8s.io/v1beta1": ["Lease", "LeaseList"],
        "policy/v1": ["Eviction"],
        "autoscaling/v1": ["Scale"],
    ]

    /// Kinds that every group and version knows.
    private static let everywhere: Set<String> = [
        "CreateOptions", "DeleteOptions", "GetOptions", "ListOptions", "PatchOptions",
        "UpdateOptions", "WatchEvent",
    ]

    /// Whether a real server knows what `types` names.
    static func isRegistered(_ types: TypeMeta, in catalog: ResourceCatalog) -> Bool {
        if others[types.apiVersion]?.contains(types.kind) == true { return true }
        let views = (catalog.resources + Resource.empty).flatMap(\.views).filter { view in
            !view.lifecycle.isAbandoned
                || catalog.versions.serves(group: view.kind.group, version: view.kind.version)
        }
        let kinds = views.map(\.kind).filter { $0.apiVersion == types.apiVersion }
        guard !kinds.isEmpty else { return false }
        return everywhere.contains(types.kind)
            || kinds.contains { types.kind == $0.name || types.kind == $0.name + "List" }
    }
}
