import KubeTime

extension Elector {
    /// Has the elector wait as long as it would have: the clock that it goes by was set forward by
    /// `difference`.
    package mutating func shift(by difference: Duration) {
        observation.shift(by: difference)
        attempt?.shift(by: difference)
        switch phase {
        case .acquiring(let nextTry):
            phase = .acquiring(nextTry: nextTry + difference)
        case .leading(let nextTry, let deadline, let end):
            phase = .leading(
                nextTry: nextTry + difference, deadline: deadline.map { $0 + difference },
                end: end + difference)
        case .releasing(let nextTry, let deadline, let failures):
            phase = .releasing(
                nextTry: nextTry + difference, deadline: deadline + difference, failures: failures)
        case .finishing, .stopped: break
        }
    }
}

extension Elector.Attempt {
    fileprivate mutating func shift(by difference: Duration) {
        start = start + difference
        timeout = timeout.map { $0 + difference }
        earliestEffect = earliestEffect + difference
        switch look {
        case .none: break
        case .due(let instant): look = .due(at: instant + difference)
        case .sent(let id, let instant, let timeout):
            look = .sent(id, at: instant + difference, timeout: timeout + difference)
        }
    }
}
