package import KubeAPI
import KubeCoordinator
package import KubeTime

/// `/fake/elections`: explains why who leads.
extension Cluster {
    static let electionRoutes = [
        ControlRoute<Cluster>(
            "/fake/elections",
            .init(.get, "explains all elections", answers: .jsonOrText) {
                (cluster: inout Cluster, call) in cluster.explanations(at: call.wall)
            }),
        ControlRoute<Cluster>(
            "/fake/elections/{namespace}/{lease}",
            .init(.get, "explains the elections for a lease", answers: .jsonOrText) {
                (cluster: inout Cluster, call) throws(StatusError) in
                try cluster.explanation(of: call.lease, at: call.wall)
            }),
    ]

    /// The elections for `key`; throws `404 NotFound` with the reason when there were none.
    package func explanation(
        of key: NamespacedName, at wall: Timestamp
    ) throws(StatusError) -> ElectionExplanation {
        guard let explanation = knownExplanation(of: key, at: wall) else {
            let message =
                elections == nil
                ? ElectionExplanations.disabled : "no candidate has asked for the lease \(key)"
            throw StatusError(code: 404, reason: "NotFound", message: message)
        }
        return explanation
    }

    /// The elections for all leases that have, or had, candidates.
    private func explanations(at wall: Timestamp) -> ElectionExplanations {
        guard let coordinator = elections?.coordinator else {
            return ElectionExplanations(isEnabled: false)
        }
        return ElectionExplanations(
            isEnabled: true,
            explanations: coordinator.electedLeases.compactMap {
                knownExplanation(of: $0, at: wall)
            })
    }
}
