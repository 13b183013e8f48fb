extension Resource {
    /// Lease candidates.
    package static let leaseCandidates = Resource(
        name: "leasecandidates", singularName: "leasecandidate",
        views: [
            View(
                .leaseCandidateV1Beta1,
                Lifecycle(
                    introduced: Release(1, 33), deprecated: Release(1, 36),
                    removed: Release(1, 39)),
                HubConversion()),
            View(
                .leaseCandidateV1Alpha2,
                Lifecycle(
                    introduced: Release(1, 32), deprecated: Release(1, 35),
                    removed: Release(1, 38)),
                HubConversion()),
            View(
                .leaseCandidateV1Alpha1,
                Lifecycle(
                    introduced: Release(1, 31), deprecated: Release(1, 34),
                    removed: Release(1, 37), abandoned: Release(1, 32)),
                PreferredStrategiesConversion()),
        ],
        rules: LeaseCandidateRules())
}
