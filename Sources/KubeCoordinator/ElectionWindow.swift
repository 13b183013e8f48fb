import KubeTime

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
