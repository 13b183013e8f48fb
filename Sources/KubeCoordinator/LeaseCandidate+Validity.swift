package import KubeAPI
package import KubeTime

extension LeaseCandidate {
    /// Whether the candidate counts no more; one that never renewed does not count either.
    package func isExpired(at now: Timestamp) -> Bool {
        guard let renewTime else { return true }
        return renewTime < ElectionWindow(at: now).validSince
    }

    /// Whether the last ping came after the last renewal.
    ///
    /// A change of such a candidate is no reason to look at its lease: the answer will be.
    var hasUnansweredPing: Bool {
        guard let pingTime, let renewTime else { return false }
        return renewTime < pingTime
    }
}
