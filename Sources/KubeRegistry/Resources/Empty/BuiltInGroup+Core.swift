extension BuiltInGroup {
    static let core = BuiltInGroup(
        "",
        [
            EmptyKind("bindings", "Binding", verbs: EmptyKind.Verbs.ask),
            EmptyKind(
                "componentstatuses", "ComponentStatus", .cluster, short: "cs",
                verbs: EmptyKind.Verbs.readUnwatched, versions: .outdated("v1", deprecated: 19)),
            EmptyKind("configmaps", "ConfigMap", short: "cm"),
            EmptyKind(
                "endpoints", "Endpoints", short: "ep",
                versions: .outdated(
                    "v1", deprecated: 33, replacement: "discovery.k8s.io/v1 EndpointSlice")),
            EmptyKind("limitranges", "LimitRange", short: "limits"),
            EmptyKind(
                "nodes", "Node", .cluster, short: "no", selectable: ["spec.unschedulable"]),
            EmptyKind("persistentvolumeclaims", "PersistentVolumeClaim", short: "pvc"),
            EmptyKind("persistentvolumes", "PersistentVolume", .cluster, short: "pv"),
            EmptyKind(
                "pods", "Pod", short: "po", category: "all",
                selectable: [
                    "spec.host", "spec.hostNetwork", "spec.nodeName", "spec.restartPolicy",
                    "spec.schedulerName", "spec.serviceAccountName", "status.nominatedNodeName",
                    "status.phase", "status.podIP", "status.podIPs",
                ]),
            EmptyKind("podtemplates", "PodTemplate"),
            EmptyKind(
                "replicationcontrollers", "ReplicationController", short: "rc", category: "all",
                selectable: ["status.replicas"]),
            EmptyKind("resourcequotas", "ResourceQuota", short: "quota"),
            EmptyKind("secrets", "Secret", selectable: ["type"]),
            EmptyKind("serviceaccounts", "ServiceAccount", short: "sa"),
            EmptyKind(
                "services", "Service", short: "svc", category: "all",
                selectable: ["spec.clusterIP", "spec.type"]),
        ])
}
