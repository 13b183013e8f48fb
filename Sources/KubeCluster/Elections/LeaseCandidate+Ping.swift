import KubeAPI

extension LeaseCandidate {
    /// Whether the last ping was answered; nil when there was none.
    var hasAnsweredPing: Bool? {
        pingTime.map { pingTime in renewTime.map { $0 >= pingTime } ?? false }
    }
}
