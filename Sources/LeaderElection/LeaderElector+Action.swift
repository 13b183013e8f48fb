import KubeElector

extension LeaderElector {
    /// What an elector wants done.
    public enum Action: Hashable, Sendable {
        /// Send this request, and feed back what comes of it.
        case send(ClientRequest)

        /// Tell those who are concerned.
        case notify(Notification)
    }

    /// News of an election.
    public enum Notification: Hashable, Sendable {
        /// This elector leads from now on: begin the work.
        case startedLeading

        /// The lease was renewed.
        case renewed

        /// This elector does not lead, or not any more: the work must have ended.
        ///
        /// Comes exactly once, also when the elector never led, and before the lease is given back.
        case stoppedLeading

        /// Somebody else, or nobody (`""`), was seen to hold the lease.
        case newLeader(String)

        /// Something that client-go records as an Event of reason `LeaderElection`.
        case recorded(String)
    }
}

extension LeaderElector.Notification {
    init(_ notification: Elector.Notification) {
        self =
            switch notification {
            case .startedLeading: .startedLeading
            case .renewed: .renewed
            case .stoppedLeading: .stoppedLeading
            case .newLeader(let holder): .newLeader(holder)
            case .recorded(let text): .recorded(text)
            }
    }
}
