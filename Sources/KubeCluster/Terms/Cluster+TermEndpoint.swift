import KubeAPI
import KubeJSON

/// `/fake/terms`: tells who held each lease from when to when, and what was wrong with that.
extension Cluster {
    static let termRoutes = [
        ControlRoute<Cluster>(
            "/fake/terms",
            .init(
                .get, "tells who held each lease from when to when", .reads,
                .parameter("namespace", "only the leases of this namespace"),
                .parameter("lease", "only the leases of this name, or the one at default/web"),
                answers: .jsonOrText
            ) { (cluster: inout Cluster, _, namespace, lease) throws(StatusError) in
                // As conditions name it.
                let place = lease.map { $0.split(separator: "/", maxSplits: 1).map(String.init) }
                let isWhole = namespace == nil && place?.count == 2
                return LeaseTerms(
                    terms: try cluster.knownTerms(
                        namespace: isWhole ? place?[0] : namespace,
                        lease: isWhole ? place?[1] : lease),
                    omittedCount: cluster.termJournal.omittedCount)
            })
    ]

    /// The terms of leases, or of one lease; throws 404 when there is no lease of that name, and no
    /// terms of one are remembered.
    private mutating func knownTerms(
        namespace: String?, lease: String?
    ) throws(StatusError) -> [LeaseTerm] {
        let terms = terms(namespace: namespace, lease: lease)
        if let lease, terms.isEmpty, !hasLease(lease, namespace: namespace) {
            let place = namespace.map { " in the namespace \(GoQuote.quote($0))" } ?? ""
            throw StatusError(
                code: 404, reason: "NotFound",
                message:
                    "there is no lease \(GoQuote.quote(lease))\(place), and no terms of one are "
                    + "remembered")
        }
        return terms
    }
}
