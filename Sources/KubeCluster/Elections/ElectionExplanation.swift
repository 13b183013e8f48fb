import KubeAPI
import KubeCoordinator
import KubeRegistry
import KubeStore
import KubeTime

/// What is known about the elections for one lease, for programs and for people.
package struct ElectionExplanation {
    let key: NamespacedName

    /// The instant at which this is so.
    let now: Timestamp

    /// The lease; nil when it does not exist.
    let lease: Lease?

    /// The candidates by name, each with its state.
    let candidates: [(candidate: LeaseCandidate, state: CandidateState)]

    /// The identities whose renewals are refused.
    let frozen: [String]

    /// The last decisions, oldest first.
    let decisions: [DecisionRecord]
}

extension Cluster {
    /// What is known about the elections for `key`; nil when it never had candidates.
    func knownExplanation(of key: NamespacedName, at wall: Timestamp) -> ElectionExplanation? {
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

extension LeaseCandidate {
    /// Whether the last ping was answered; nil when there was none.
    var hasAnsweredPing: Bool? {
        pingTime.map { pingTime in renewTime.map { $0 >= pingTime } ?? false }
    }
}
