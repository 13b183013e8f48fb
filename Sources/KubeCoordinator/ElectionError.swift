package import KubeAPI

/// Why an election did not succeed.
package enum ElectionError: Error, Hashable, Sendable, CustomStringConvertible {
    case strategyConflict(StrategyConflict)
    case noAvailableCandidates
    case noElectee
    /// A read or a write failed.
    case storage(StatusError)

    /// The text in kube-apiserver's log.
    package var description: String {
        switch self {
        case .strategyConflict(let conflict): conflict.description
        case .noAvailableCandidates: "no available candidates"
        case .noElectee: "should not happen, could not find suitable electee"
        case .storage(let error): error.message
        }
    }
}
