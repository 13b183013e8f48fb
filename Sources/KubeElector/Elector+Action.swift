package import KubeAPI

extension Elector {
    /// What an elector wants done.
    package enum Action: Hashable, Sendable {
        /// Carry this out, and feed back what comes of it.
        case send(Request)
        /// Tell those who are concerned.
        case notify(Notification)
    }

    /// What an elector asks of whoever keeps the lease.
    package struct Request: Hashable, Sendable, Identifiable {
        /// Tells an elector's requests apart.
        package let id: UInt64
        package let operation: Operation

        /// What is to be done with the lease.
        package enum Operation: Hashable, Sendable {
            case read
            case create(LeaseSpec)
            /// Replaces the spec of the lease as it was last read or written; if it has changed
            /// since then, the request fails.
            case update(LeaseSpec)
        }
    }

    /// What came of a request.
    package enum Answer: Hashable, Sendable {
        /// The lease as it was read or written.
        case lease(LeaseSpec)
        /// There is no such lease.
        case missing
        /// Nothing is known of the lease.
        case failed
    }

    /// News of an election.
    package enum Notification: Hashable, Sendable {
        case startedLeading
        case renewed
        /// Comes exactly once, also when the elector never led, and before the lease is given back.
        case stoppedLeading
        /// The lease was given back.
        case released
        /// Somebody else, or nobody (`""`), was seen to hold the lease.
        case newLeader(String)
        /// Something that client-go records as an Event of reason `LeaderElection`.
        case recorded(String)
    }

    /// Why an elector does not lead any more.
    package enum Ending: Hashable, Sendable {
        /// It was told to stop.
        case stopped
        /// It could not renew the lease in time.
        case notRenewed
        /// It saw somebody else hold the lease.
        case takenOver(by: String)
        /// The coordinator prefers somebody else.
        case yielded(to: String)
    }
}
