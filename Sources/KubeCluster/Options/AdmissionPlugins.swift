import KubeRegistry

/// The admission plugins of kube-apiserver, of which the server knows little more than the names.
enum AdmissionPlugins {
    /// Creates the namespace that a request names, when it is missing.
    static let namespaceAutoProvision = "NamespaceAutoProvision"

    /// What is wrong with the value of `--enable-admission-plugins`.
    static func complaints(about names: [String]) -> [String] {
        names.filter { !known.contains($0) }.map {
            "enable-admission-plugins plugin \(FlagValue.quote($0)) is unknown"
        }
    }

    private static let known: Set = [
        "AlwaysAdmit", "AlwaysDeny", "AlwaysPullImages", "CertificateApproval",
        "CertificateSigning", "CertificateSubjectRestriction", "ClusterTrustBundleAttest",
        "DefaultIngressClass", "DefaultStorageClass", "DefaultTolerationSeconds",
        "DenyServiceExternalIPs", "EventRateLimit", "ExtendedResourceToleration",
        "ImagePolicyWebhook", "LimitPodHardAntiAffinityTopology", "LimitRanger",
        "MutatingAdmissionPolicy", "MutatingAdmissionWebhook", namespaceAutoProvision,
        "NamespaceExists", "NamespaceLifecycle", "NodeDeclaredFeatureValidator",
        "NodeRestriction", "OwnerReferencesPermissionEnforcement", "PersistentVolumeClaimResize",
        "PodNodeSelector", "PodSecurity", "PodTolerationRestriction", "PodTopologyLabels",
        "Priority", "ResourceQuota", "RuntimeClass", "ServiceAccount",
        "StorageObjectInUseProtection", "TaintNodesByCondition", "ValidatingAdmissionPolicy",
        "ValidatingAdmissionWebhook",
    ]
}
