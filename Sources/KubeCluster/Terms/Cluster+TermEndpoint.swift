/// `/fake/terms`: tells who held each lease from when to when, and what was wrong with that.
extension Cluster {
    static let termRoutes = [
        ControlRoute<Cluster>(
            "/fake/terms",
            .init(
                .get, "tells who held each lease from when to when", .reads,
                .parameter("namespace", "only the leases of this namespace"),
                .parameter("lease", "only the leases of this name"), answers: .jsonOrText
            ) { (cluster: inout Cluster, _, namespace, lease) in
                LeaseTerms(
                    terms: cluster.terms(namespace: namespace, lease: lease),
                    omittedCount: cluster.termJournal.omittedCount)
            })
    ]
}
