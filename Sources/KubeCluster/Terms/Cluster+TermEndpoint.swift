import KubeAPI
import KubeJSON
import KubeRegistry
import KubeStore

/// `/fake/terms`: tells who held each lease from when to when, and what was wrong with that.
extension Cluster {
    static let termRoutes = [
        ControlRoute<Cluster>(
            "/fake/terms",
            .init(
                .get, "tells who held each lease from when to when", .reads,
                .parameter("namespace", "only the leases of this namespace"),
                .parameter("lease", "only the leases of this name, or the one at default/web"),
                answers: .jsonOrText, like: .plain, .query("namespace=default&lease=app")
            ) { (cluster: inout Cluster, _, namespace, lease) throws(StatusError) in
                // As conditions name it.
                let place = lease.map { $0.split(separator: "/", maxSplits: 1).map(String.init) }
                guard namespace == nil, let place, place.count == 2 else {
                    return try cluster.leaseTerms(namespace: namespace, lease: lease)
                }
                return try cluster.leaseTerms(namespace: place[0], lease: place[1])
            })
    ]

    private mutating func leaseTerms(
        namespace: String?, lease: String?
    ) throws(StatusError) -> LeaseTerms {
        let terms = terms(namespace: namespace, lease: lease)
        if terms.isEmpty { try checkLease(lease, namespace: namespace) }
        return LeaseTerms(
            terms: terms, omittedCount: termJournal.omittedCount,
            note: terms.isEmpty ? noTerms(lease, namespace: namespace) : nil)
    }

    /// Throws 404 when there is no lease of that name, and no terms of one are remembered.
    private func checkLease(_ lease: String?, namespace: String?) throws(StatusError) {
        guard let lease, !hasLease(lease, namespace: namespace) else { return }
        let name = GoQuote.quote(lease)
        throw StatusError(
            code: 404, reason: "NotFound",
            message: "there is no lease \(name)\(Self.place(namespace)), and no terms of one are "
                + "remembered" + NearNames.question(lease, among: knownLeases(in: namespace)))
    }

    /// Why there are no terms, although there may have been some.
    private func noTerms(_ lease: String?, namespace: String?) -> String {
        let namespaces = registry.store.objects(Resource.namespaces.name).map(\.key.name)
        if let namespace, !namespaces.contains(where: { $0.hasSameBytes(as: namespace) }) {
            return "there is no namespace \(GoQuote.quote(namespace))"
                + NearNames.question(namespace, among: namespaces)
        }
        let subject = lease.map { "the lease \(GoQuote.quote($0))" } ?? "a lease"
        return "as far as is remembered, nobody has held \(subject)\(Self.place(namespace))"
    }

    private static func place(_ namespace: String?) -> String {
        namespace.map { " in the namespace \(GoQuote.quote($0))" } ?? ""
    }

    private func knownLeases(in namespace: String?) -> [String] {
        registry.store.objects(Resource.leases.name, namespace: namespace ?? "").map(\.key.name)
            + termJournal.terms.filter { namespace == nil || $0.namespace == namespace }
            .map(\.lease)
    }
}
