package import KubeAPI

extension Kind {
    /// `coordination.k8s.io/v1` Lease.
    package static let leaseV1 = Kind(
        group: "coordination.k8s.io", version: "v1", name: "Lease", schema: .lease)
}

extension ObjectSchema {
    /// `coordination.k8s.io/v1` Lease.
    package static let lease = ObjectSchema(
        "Lease", in: .api("coordination", "v1"), "A lease: who holds something, and until when.",
        fields: [
            Field("metadata", 1, .object(.objectMeta), .always, "Metadata of the lease."),
            Field("spec", 2, .object(.leaseSpec), .always, "Who holds the lease, and how long."),
        ])

    /// `coordination.k8s.io/v1` LeaseSpec.
    package static let leaseSpec = ObjectSchema(
        "LeaseSpec", in: .api("coordination", "v1"), "Who holds a lease, and how long.",
        fields: [
            Field(
                "holderIdentity", 1, .string, .whenSet,
                "Identity of the holder; under coordinated election the name of its candidate."),
            Field(
                "leaseDurationSeconds", 2, .int32, .whenSet,
                "Seconds that others wait after renewTime before they take the lease."),
            Field("acquireTime", 3, .microTime, .whenSet, "When the holder took the lease."),
            Field("renewTime", 4, .microTime, .whenSet, "When the holder last renewed it."),
            Field(
                "leaseTransitions", 5, .int32, .whenSet,
                "How often the lease went from one holder to another."),
            Field(
                "strategy", 6, .string, .whenSet, goType: "v1.CoordinatedLeaseStrategy",
                "How the coordinator picks the holder; unset without coordinated election."),
            Field(
                "preferredHolder", 7, .string, .whenSet,
                "Candidate that the holder should make room for."),
        ])
}
