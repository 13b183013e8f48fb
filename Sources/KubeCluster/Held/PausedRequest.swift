import KubeEndpoints
import KubeTime

/// A request that does not go on, and why.
struct PausedRequest: Sendable {
    var request: FaultedRequest

    /// Why it does not go on.
    var reason: Reason

    /// Since when.
    private(set) var since: Timestamp

    /// What its client's wait is to know since it last asked; nil when that is nothing.
    var announcement: ClusterReply?

    /// Why a request does not go on.
    enum Reason: Sendable {
        /// It is slowed down.
        case delayed
        /// A rule holds it until it is released; silently for ever where it `isHung`.
        case held(rule: String, FaultPhase, isHung: Bool)
        /// Its client is on the other side of a partition.
        case silenced
        /// It waits until what it has changed is stored for good.
        case unkept
        /// What it has changed could not be stored and is undone: it is to be done again.
        case undone
        /// It waits for the store to reach a revision.
        case awaiting(WaitingRequest)
        /// Its answer is there.
        case ready(ClusterReply)
    }

    /// Has it wait as long as it would have: the clock was set forward by `difference`.
    mutating func shift(by difference: Duration) {
        since = since + difference
        guard case .awaiting(var waiting) = reason else { return }
        waiting.shift(by: difference)
        reason = .awaiting(waiting)
    }

    /// Whether somebody has to release it.
    var isHeld: Bool {
        guard case .held = reason else { return false }
        return true
    }

    /// Whether nothing is said to its client because of a partition.
    var isSilenced: Bool {
        guard case .silenced = reason else { return false }
        return true
    }
}
