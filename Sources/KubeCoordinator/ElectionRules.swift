import KubeTime

/// The rules that changed between releases of the coordinator.
package enum ElectionRules: Hashable, Sendable {
    /// 1.31: candidates list strategies, each of which supersedes the next.
    case listedStrategies
    /// 1.32 and later: candidates name one strategy, and the newest binary is believed.
    case singleStrategy

    /// Whether a renewal at `renewTime` answers the ping of `pingTime`.
    func isAnswer(_ renewTime: Timestamp, to pingTime: Timestamp) -> Bool {
        switch self {
        case .listedStrategies: renewTime > pingTime
        case .singleStrategy: renewTime >= pingTime
        }
    }
}
