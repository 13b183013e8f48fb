import KubeAPI
import KubeTime

/// What an elector believes about the lease.
///
/// Nobody's clock counts but its own: a lease lasts for its duration from the moment in which it was
/// last seen to change.
struct LeaseObservation: Sendable {
    /// The lease as it was last seen to change, or written; nil before the first time.
    private(set) var lease: LeaseSpec?
    /// When that was.
    private(set) var since = Timestamp(microseconds: .min)
    private var lastRead: LeaseSpec?

    /// Takes note of a lease that was read.
    ///
    /// It is compared with the last one that was *read*: after writes of its own a leader that falls
    /// back to reading takes the lease for changed, as client-go does.
    mutating func noteRead(_ spec: LeaseSpec, at now: Timestamp) {
        guard lastRead.map({ $0.looksLike(spec) }) != true else { return }
        lastRead = spec
        noteWritten(spec, at: now)
    }

    /// Takes note of a lease that the elector wrote.
    mutating func noteWritten(_ spec: LeaseSpec, at now: Timestamp) {
        lease = spec
        since = now
    }

    /// Has it been made as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { since = since + difference }

    /// Whether `identity` was last seen to hold the lease.
    func isHeld(by identity: String) -> Bool {
        lease?.isHeld(by: identity) ?? false
    }

    /// Whether the lease lasts beyond `now`.
    func isValid(at now: Timestamp) -> Bool {
        guard let expiry else { return false }
        return expiry > now
    }

    /// When the lease ends, unless it changes; nil before one was seen.
    var expiry: Timestamp? {
        guard let lease else { return nil }
        return since + .seconds(Int64(lease.leaseDurationSeconds ?? 0))
    }
}
