extension LeaderElector {
    /// Where an elector is.
    public enum State: Hashable, Sendable {
        /// It does not compete: it has not been run, or was told to stop.
        case idle
        /// It competes, while somebody else leads, or nobody (nil) as far as it knows.
        case following(leader: String?)
        /// It leads.
        case leading(Leadership)
        /// It led, and does not any more; it competes again once its work has ended.
        case lost(LeadershipLoss)
        /// It has given the lease back.
        case released
    }

    /// What happens to an elector, in order, and more of it than states tell.
    public enum Event: Hashable, Sendable {
        /// It leads from now on.
        case startedLeading(Leadership)
        /// The lease was renewed.
        case renewed
        /// It does not lead, or not any more; nil when it was told to stop.
        ///
        /// It comes also when it never led, and always before the lease is given back.
        case stoppedLeading(LeadershipLoss?)
        /// The lease was given back.
        case released
        /// Somebody, or nobody (nil), was seen to hold the lease.
        case newLeader(String?)
        /// Something that client-go records as an Event of reason `LeaderElection`.
        case recorded(String)
        /// A request failed; the elector goes on as it must.
        case failed(LeaseClientError)
    }
}

extension LeaderElector.State: CustomStringConvertible {
    /// Such as `me leads kube-system/widget`.
    public var description: String {
        switch self {
        case .idle: "does not compete"
        case .following(let leader): leader.map { "sees \($0) lead" } ?? "sees no leader"
        case .leading(let leadership): "\(leadership)"
        case .lost(let loss): "does not lead any more: \(loss)"
        case .released: "has given the lease back"
        }
    }
}

extension LeaderElector.Event: CustomStringConvertible {
    /// Such as `renewed the lease`.
    public var description: String {
        switch self {
        case .startedLeading(let leadership): "\(leadership)"
        case .renewed: "renewed the lease"
        case .stoppedLeading(let loss): loss.map { "does not lead: \($0)" } ?? "does not lead"
        case .released: "has given the lease back"
        case .newLeader(let leader): leader.map { "sees \($0) lead" } ?? "sees no leader"
        case .recorded(let text): text
        case .failed(let error): "\(error)"
        }
    }
}
