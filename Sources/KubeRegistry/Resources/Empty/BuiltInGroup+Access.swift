// Who may do what.
extension BuiltInGroup {
    static let authentication = BuiltInGroup(
        "authentication.k8s.io",
        [
            EmptyKind(
                "selfsubjectreviews", "SelfSubjectReview", .cluster, verbs: EmptyKind.Verbs.ask,
                versions: .stable("v1"),
                .preview("v1beta1", since: 27, deprecated: 30, removed: 33),
                .preview("v1alpha1", since: 26, deprecated: 29, removed: 32)),
            EmptyKind("tokenreviews", "TokenReview", .cluster, verbs: EmptyKind.Verbs.ask),
        ])

    static let authorization = BuiltInGroup(
        "authorization.k8s.io",
        [
            EmptyKind(
                "localsubjectaccessreviews", "LocalSubjectAccessReview",
                verbs: EmptyKind.Verbs.ask),
            EmptyKind(
                "selfsubjectaccessreviews", "SelfSubjectAccessReview", .cluster,
                verbs: EmptyKind.Verbs.ask),
            EmptyKind(
                "selfsubjectrulesreviews", "SelfSubjectRulesReview", .cluster,
                verbs: EmptyKind.Verbs.ask),
            EmptyKind(
                "subjectaccessreviews", "SubjectAccessReview", .cluster,
                verbs: EmptyKind.Verbs.ask),
        ])

    static let certificates = BuiltInGroup(
        "certificates.k8s.io",
        [
            EmptyKind(
                "certificatesigningrequests", "CertificateSigningRequest", .cluster, short: "csr",
                selectable: ["spec.signerName"]),
            EmptyKind(
                "clustertrustbundles", "ClusterTrustBundle", .cluster,
                selectable: ["spec.signerName"],
                versions: .preview("v1beta1", since: 33, deprecated: 36, removed: 39),
                .preview("v1alpha1", since: 26, deprecated: 34, removed: 37)),
            EmptyKind(
                "podcertificaterequests", "PodCertificateRequest",
                selectable: ["spec.nodeName", "spec.podName", "spec.signerName"],
                versions: .preview("v1beta1", since: 35, deprecated: 38, removed: 41),
                .preview("v1alpha1", since: 34, removed: 35)),
        ])

    static let rbac = BuiltInGroup(
        "rbac.authorization.k8s.io",
        [
            EmptyKind("clusterrolebindings", "ClusterRoleBinding", .cluster),
            EmptyKind("clusterroles", "ClusterRole", .cluster),
            EmptyKind("rolebindings", "RoleBinding"),
            EmptyKind("roles", "Role"),
        ])
}
