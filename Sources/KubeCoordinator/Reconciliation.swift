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
