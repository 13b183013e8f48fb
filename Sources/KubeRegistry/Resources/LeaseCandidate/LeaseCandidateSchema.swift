package import KubeAPI

extension Kind {
    /// `coordination.k8s.io/v1beta1` LeaseCandidate, the stored form.
    package static let leaseCandidateV1Beta1 = Kind(
        group: "coordination.k8s.io", version: "v1beta1", name: "LeaseCandidate",
        schema: leaseCandidate(version: "v1beta1"))

    /// `coordination.k8s.io/v1alpha2` LeaseCandidate, the same fields.
    package static let leaseCandidateV1Alpha2 = Kind(
        group: "coordination.k8s.io", version: "v1alpha2", name: "LeaseCandidate",
        schema: leaseCandidate(version: "v1alpha2"))

    /// `coordination.k8s.io/v1alpha1` LeaseCandidate, with a list of strategies.
    package static let leaseCandidateV1Alpha1 = Kind(
        group: "coordination.k8s.io", version: "v1alpha1", name: "LeaseCandidate",
        schema: leaseCandidate(version: "v1alpha1"))

    private static func leaseCandidate(version: String) -> ObjectSchema {
        let isAlpha1 = version == "v1alpha1"
        let spec = ObjectSchema(
            "LeaseCandidateSpec", in: .api("coordination", version),
            "Which lease a component wants, and which versions it runs.",
            fields: [
                Field(
                    "leaseName", 1, .string, .always, isRequired: true,
                    "Name of the lease that the candidate wants; never changes."),
                Field(
                    "pingTime", 2, .microTime, .whenSet,
                    "When the coordinator last asked whether the candidate is alive."),
                Field(
                    "renewTime", 3, .microTime, .whenSet,
                    "When the candidate last said that it is alive."),
                Field(
                    "binaryVersion", 4, .string, isAlpha1 ? .unlessEmpty : .always,
                    isRequired: !isAlpha1, "Version of the component's binary."),
                Field(
                    "emulationVersion", 5, .string,
                    "Version that the component behaves as; at most binaryVersion."),
                isAlpha1 ? preferredStrategies : strategy,
            ])
        return ObjectSchema(
            "LeaseCandidate", in: .api("coordination", version),
            "A component that wants to hold a lease.",
            fields: [
                Field("metadata", 1, .object(.objectMeta), .always, "Metadata of the candidate."),
                Field(
                    "spec", 2, .object(spec), .always, isRequired: !isAlpha1,
                    "Which lease the component wants, and which versions it runs."),
            ])
    }

    private static let strategy = Field(
        "strategy", 6, .string, goType: "v1.CoordinatedLeaseStrategy", isRequired: true,
        "How the holder should be picked.")

    private static let preferredStrategies = Field(
        "preferredStrategies", 6, .strings(.atomic), goType: "[]v1.CoordinatedLeaseStrategy",
        isRequired: true, "How the holder should be picked, the most wanted way first.")
}
