package import KubeAPI
import KubeCoordinator
import KubeRegistry
import KubeStore
package import KubeTime
import Logging

/// Who is elected in a cluster, and why.
extension Cluster {
    /// A coordinator that has not begun; nil when the cluster is to have none.
    mutating func newElections() -> ClusterElections? {
        let (configuration, options) = (settings.configuration, settings.options)
        guard configuration.featureGates.isEnabled(.coordinatedLeaderElection) else { return nil }
        // A real server has the machine's name here, which would make no two runs alike.
        let identity = "fake-apiserver_\(registry.clusterUID)"
        return ClusterElections(
            CoordinatorConfiguration(
                identity: identity,
                leaseDuration: options.coordinatedLeadershipLeaseDuration,
                renewDeadline: options.coordinatedLeadershipRenewDeadline,
                retryPeriod: options.coordinatedLeadershipRetryPeriod,
                emulates131: configuration.release == Release(1, 31)),
            events: options.electionEvents,
            random: Random(seed: random.next()))
    }

    /// Puts another coordinator in the place of the present one, as when a server restarts.
    ///
    /// If the old one `releases` its lease, the new one works at once; otherwise it is as if the old
    /// one had crashed, and the new one waits until the lease has run out.
    package mutating func restartElections(releasing releases: Bool, at wall: Timestamp) {
        if releases { elections?.stop(at: clock.now(at: wall), in: &registry) }
        elections = newElections()
        if tells { tell("Restarted the coordinator", ["releasing": .stringConvertible(releases)]) }
    }
}

// MARK: - Explanations

extension Cluster {
    /// The elections for `key`; throws `404 NotFound` with the reason when there were none.
    package func explanation(
        of key: NamespacedName, at wall: Timestamp
    ) throws(StatusError) -> ElectionExplanation {
        guard let explanation = knownExplanation(of: key, at: wall) else {
            throw StatusError(
                code: 404, reason: "NotFound", message: reasonForNoElections(for: key))
        }
        return explanation
    }

    private func reasonForNoElections(for key: NamespacedName) -> String {
        guard let coordinator = elections?.coordinator else { return ElectionExplanations.disabled }
        let known = coordinator.electedLeases.map(\.description)
        let reason =
            settings.configuration.electionWarning
            ?? "the coordinator has seen no candidate for it"
            + NearNames.question(key.description, among: known)
        return "there are no elections for the lease \(key): \(reason)"
    }

    /// The elections for all leases that have, or had, candidates.
    func explanations(at wall: Timestamp) -> ElectionExplanations {
        guard let coordinator = elections?.coordinator else {
            return ElectionExplanations(isEnabled: false)
        }
        return ElectionExplanations(
            isEnabled: true, warning: settings.configuration.electionWarning,
            explanations: coordinator.electedLeases.compactMap {
                knownExplanation(of: $0, at: wall)
            })
    }

    /// What is known about the elections for `key`; nil when it never had candidates.
    private func knownExplanation(of key: NamespacedName, at wall: Timestamp)
        -> ElectionExplanation?
    {
        guard let coordinator = elections?.coordinator else { return nil }
        let now = clock.now(at: wall)
        let candidates = coordinator.candidates(for: key, at: now)
        let decisions = coordinator.decisions(for: key)
        guard !candidates.isEmpty || !decisions.isEmpty else { return nil }
        let stored = registry.store[
            ObjectKey(resource: Resource.leases.name, namespace: key.namespace, name: key.name)]
        return ElectionExplanation(
            key: key, now: now, lease: stored.flatMap { Lease($0) }, candidates: candidates,
            frozen: frozenHolders(of: key), decisions: decisions)
    }
}
