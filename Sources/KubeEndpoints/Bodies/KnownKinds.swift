import KubeAPI
import KubeRegistry

/// Which kinds kube-apiserver knows; what a client sends by mistake is mostly one of them, and the
/// answer tells a known kind from an unknown one.
enum KnownKinds {
    /// Kinds of other groups, by group and version.
    private static let others: [String: Set<String>] = [
        "v1": [
            "Binding", "ComponentStatus", "ConfigMap", "Endpoints", "LimitRange", "Node",
            "PersistentVolume", "PersistentVolumeClaim", "Pod", "PodTemplate",
            "ReplicationController", "ResourceQuota", "Secret", "Service", "ServiceAccount",
            "APIGroup", "APIGroupList", "APIResourceList", "APIVersions", "Status",
        ],
        "apps/v1": ["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
        "batch/v1": ["CronJob", "Job"],
        "rbac.authorization.k8s.io/v1": [
            "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding",
        ],
        "coordination.k8s.io/v1beta1": ["Lease"],
        "policy/v1": ["Eviction", "PodDisruptionBudget"],
        "networking.k8s.io/v1": ["Ingress", "IngressClass", "NetworkPolicy"],
        "storage.k8s.io/v1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
        "autoscaling/v1": ["HorizontalPodAutoscaler", "Scale"],
    ]

    /// Kinds that every group and version knows.
    private static let everywhere: Set<String> = [
        "CreateOptions", "DeleteOptions", "GetOptions", "ListOptions", "PatchOptions",
        "UpdateOptions", "WatchEvent",
    ]

    /// Whether a real server knows what `types` names.
    static func isRegistered(_ types: TypeMeta, in catalog: ResourceCatalog) -> Bool {
        if others[types.apiVersion]?.contains(types.kind) == true { return true }
        let views = catalog.resources.flatMap(\.views).filter { view in
            !view.lifecycle.isAbandoned
                || catalog.versions.serves(group: view.kind.group, version: view.kind.version)
        }
        let kinds = views.map(\.kind).filter { $0.apiVersion == types.apiVersion }
        guard !kinds.isEmpty else { return false }
        return everywhere.contains(types.kind)
            || kinds.contains { types.kind == $0.name || types.kind == $0.name + "List" }
    }
}
