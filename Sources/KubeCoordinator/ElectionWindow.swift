package import KubeAPI
package import KubeTime

/// The instants before `now` that the rules compare with.
struct ElectionWindow {
    let now: Timestamp
    /// A candidate renewed before this is expired.
    let validSince: Timestamp
    /// A candidate renewed before this is asked again even if its lease is healthy.
    let refreshBefore: Timestamp
    /// A candidate renewed after this may be elected; one pinged after this may still answer.
    let freshAfter: Timestamp

    /// How long a candidate counts after its last renewal.
    static let candidateValidity = Duration.seconds(30 * 60)

    /// How long after a renewal a candidate is asked again even if its lease is healthy.
    static let refreshAge = candidateValidity / 2

    /// How long a candidate may take to answer a ping, and how long an answer counts.
    static let answerTime = Duration.seconds(5)

    /// The instants that count at `now`.
    init(at now: Timestamp) {
        self.now = now
        validSince = now - Self.candidateValidity
        refreshBefore = now - Self.refreshAge
        freshAfter = now - Self.answerTime
    }
}

extension Lease {
    /// Whether nobody may rely on the lease any more; a lease without times is expired.
    package func isExpired(at now: Timestamp) -> Bool {
        expiry.map { $0 < now } ?? true
    }

    /// The last instant of the lease; nil when it lacks the times to tell.
    package var expiry: Timestamp? {
        guard let renewTime, let leaseDurationSeconds else { return nil }
        return renewTime + .seconds(Int64(leaseDurationSeconds))
    }

    /// The holder, if there is one: an empty identity is none.
    package var holder: String? {
        holderIdentity.flatMap { $0.isEmpty ? nil : $0 }
    }
}

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
