// What pods are given: volumes and devices.
extension BuiltInGroup {
    static let storage = BuiltInGroup(
        "storage.k8s.io",
        [
            EmptyKind("csidrivers", "CSIDriver", .cluster),
            EmptyKind("csinodes", "CSINode", .cluster),
            EmptyKind("csistoragecapacities", "CSIStorageCapacity"),
            EmptyKind("storageclasses", "StorageClass", .cluster, short: "sc"),
            EmptyKind("volumeattachments", "VolumeAttachment", .cluster),
            EmptyKind(
                "volumeattributesclasses", "VolumeAttributesClass", .cluster, short: "vac",
                versions: .stable("v1", since: 34),
                .preview("v1beta1", since: 31, deprecated: 34, removed: 37),
                .preview("v1alpha1", since: 29, deprecated: 32, removed: 35)),
        ])

    static let storageMigration = BuiltInGroup(
        "storagemigration.k8s.io",
        [
            EmptyKind(
                "storageversionmigrations", "StorageVersionMigration", .cluster,
                versions: .preview("v1beta1", since: 35, deprecated: 38, removed: 41),
                .preview("v1alpha1", since: 30, deprecated: 33, removed: 35))
        ])

    static let dynamicResources = BuiltInGroup(
        "resource.k8s.io",
        [
            EmptyKind(
                "deviceclasses", "DeviceClass", .cluster,
                versions: .stable("v1", since: 34), v1beta2, v1beta1, v1alpha3),
            EmptyKind(
                "devicetaintrules", "DeviceTaintRule", .cluster,
                versions: .preview("v1beta2", since: 36),
                .preview("v1alpha3", since: 33, deprecated: 36)),
            EmptyKind(
                "podschedulingcontexts", "PodSchedulingContext",
                versions: .preview("v1alpha3", since: 31, removed: 32)),
            EmptyKind(
                "resourceclaims", "ResourceClaim",
                versions: .stable("v1", since: 34), v1beta2, v1beta1, v1alpha3),
            EmptyKind(
                "resourceclaimtemplates", "ResourceClaimTemplate",
                versions: .stable("v1", since: 34), v1beta2, v1beta1, v1alpha3),
            EmptyKind(
                "resourcepoolstatusrequests", "ResourcePoolStatusRequest", .cluster,
                versions: .preview("v1alpha3", since: 36)),
            EmptyKind(
                "resourceslices", "ResourceSlice", .cluster,
                selectable: ["spec.driver", "spec.nodeName"],
                versions: .stable("v1", since: 34), v1beta2, v1beta1, v1alpha3),
        ])

    private static let v1beta2 = EmptyKind.Version.preview(
        "v1beta2", since: 33, deprecated: 36, removed: 39)
    private static let v1beta1 = EmptyKind.Version.preview(
        "v1beta1", since: 32, deprecated: 35, removed: 38)
    private static let v1alpha3 = EmptyKind.Version.preview("v1alpha3", since: 31, removed: 34)
}
