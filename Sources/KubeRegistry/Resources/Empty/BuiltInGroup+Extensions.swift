// What makes the API larger, and what looks at writes.
extension BuiltInGroup {
    static let admissionRegistration = BuiltInGroup(
        "admissionregistration.k8s.io",
        [
            EmptyKind(
                "mutatingadmissionpolicies", "MutatingAdmissionPolicy", .cluster,
                category: "api-extensions",
                versions: .stable("v1", since: 36),
                .preview("v1beta1", since: 34, deprecated: 37, removed: 40),
                .preview("v1alpha1", since: 32)),
            EmptyKind(
                "mutatingadmissionpolicybindings", "MutatingAdmissionPolicyBinding", .cluster,
                category: "api-extensions",
                versions: .stable("v1", since: 36),
                .preview("v1beta1", since: 34, deprecated: 37, removed: 40),
                .preview("v1alpha1", since: 32)),
            EmptyKind(
                "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", .cluster,
                category: "api-extensions"),
            EmptyKind(
                "validatingadmissionpolicies", "ValidatingAdmissionPolicy", .cluster,
                category: "api-extensions",
                versions: .stable("v1", since: 30),
                .preview("v1beta1", since: 28, deprecated: 31, removed: 34),
                .preview(
                    "v1alpha1", since: 26, deprecated: 29, removed: 32,
                    replacement: "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy")),
            EmptyKind(
                "validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", .cluster,
                category: "api-extensions",
                versions: .stable("v1", since: 30),
                .preview("v1beta1", since: 28, deprecated: 31, removed: 34),
                .preview(
                    "v1alpha1", since: 26, deprecated: 29, removed: 32,
                    replacement: "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding"
                )),
            EmptyKind(
                "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", .cluster,
                category: "api-extensions"),
        ])

    static let apiExtensions = BuiltInGroup(
        "apiextensions.k8s.io",
        [
            EmptyKind(
                "customresourcedefinitions", "CustomResourceDefinition", .cluster,
                short: "crd", "crds", category: "api-extensions")
        ])

    static let apiRegistration = BuiltInGroup(
        "apiregistration.k8s.io",
        [EmptyKind("apiservices", "APIService", .cluster, category: "api-extensions")])
}
