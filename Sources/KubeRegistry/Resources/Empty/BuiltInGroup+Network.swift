// How things reach each other, and how the server treats who asks.
extension BuiltInGroup {
    static let networking = BuiltInGroup(
        "networking.k8s.io",
        [
            EmptyKind("ingressclasses", "IngressClass", .cluster),
            EmptyKind("ingresses", "Ingress", short: "ing"),
            EmptyKind(
                "ipaddresses", "IPAddress", .cluster, short: "ip",
                versions: .stable("v1", since: 33),
                .preview("v1beta1", since: 31, deprecated: 34, removed: 37)),
            EmptyKind("networkpolicies", "NetworkPolicy", short: "netpol"),
            EmptyKind(
                "servicecidrs", "ServiceCIDR", .cluster,
                versions: .stable("v1", since: 33),
                .preview("v1beta1", since: 31, deprecated: 34, removed: 37)),
        ])

    static let discovery = BuiltInGroup(
        "discovery.k8s.io", [EmptyKind("endpointslices", "EndpointSlice")])

    static let flowControl = BuiltInGroup(
        "flowcontrol.apiserver.k8s.io",
        [
            EmptyKind(
                "flowschemas", "FlowSchema", .cluster,
                versions: .stable("v1", since: 29),
                .outdated(
                    "v1beta3", since: 26, deprecated: 29, removed: 32,
                    replacement: "flowcontrol.apiserver.k8s.io/v1 FlowSchema")),
            EmptyKind(
                "prioritylevelconfigurations", "PriorityLevelConfiguration", .cluster,
                versions: .stable("v1", since: 29),
                .outdated(
                    "v1beta3", since: 26, deprecated: 29, removed: 32,
                    replacement: "flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration")),
        ])

    static let internalAPIServer = BuiltInGroup(
        "internal.apiserver.k8s.io",
        [
            EmptyKind(
                "storageversions", "StorageVersion", .cluster,
                versions: .preview("v1alpha1", since: 20))
        ])
}
