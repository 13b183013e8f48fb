// What runs, and where and when.
extension BuiltInGroup {
    static let apps = BuiltInGroup(
        "apps",
        [
            EmptyKind("controllerrevisions", "ControllerRevision"),
            EmptyKind("daemonsets", "DaemonSet", short: "ds", category: "all"),
            EmptyKind("deployments", "Deployment", short: "deploy", category: "all"),
            EmptyKind("replicasets", "ReplicaSet", short: "rs", category: "all"),
            EmptyKind("statefulsets", "StatefulSet", short: "sts", category: "all"),
        ])

    static let autoscaling = BuiltInGroup(
        "autoscaling",
        [
            EmptyKind(
                "horizontalpodautoscalers", "HorizontalPodAutoscaler", short: "hpa",
                category: "all", versions: .stable("v2"), .stable("v1"))
        ])

    static let batch = BuiltInGroup(
        "batch",
        [
            EmptyKind("cronjobs", "CronJob", short: "cj", category: "all"),
            EmptyKind("jobs", "Job", category: "all", selectable: ["status.successful"]),
        ])

    static let policy = BuiltInGroup(
        "policy", [EmptyKind("poddisruptionbudgets", "PodDisruptionBudget", short: "pdb")])

    static let scheduling = BuiltInGroup(
        "scheduling.k8s.io",
        [
            EmptyKind("podgroups", "PodGroup", versions: .preview("v1alpha2", since: 36)),
            EmptyKind("priorityclasses", "PriorityClass", .cluster, short: "pc"),
            EmptyKind(
                "workloads", "Workload",
                versions: .preview("v1alpha2", since: 36),
                .preview("v1alpha1", since: 35, removed: 36)),
        ])

    static let node = BuiltInGroup(
        "node.k8s.io", [EmptyKind("runtimeclasses", "RuntimeClass", .cluster)])
}
