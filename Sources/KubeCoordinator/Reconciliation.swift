package import KubeAPI

/// What came of looking at one lease.
struct Reconciliation {
    let decision: ElectionDecision
    let effect: ElectionEffect
    /// After how long the lease is to be looked at again; nil when only a change is a reason to.
    let delay: Duration?

    /// The error that upstream would log.
    var error: ElectionError? {
        guard case .failed(let error) = effect else { return nil }
        return error
    }
}

/// What a decision led to.
package enum ElectionEffect: Hashable, Sendable {
    /// There was nothing to write.
    case none
    case pinged
    case leaseCreated
    case leaseUpdated(SpecChanges)
    /// The decision failed, or carrying it out did.
    case failed(ElectionError)
}

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
