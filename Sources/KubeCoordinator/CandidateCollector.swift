import KubeAPI
import KubeTime

/// Deletes candidates that have been silent for so long that they do not count any more.
struct CandidateCollector {
    private let period: Duration
    /// When the next pass is due; nil while the collector is stopped.
    private(set) var nextDue: Timestamp?

    /// The collector that makes a pass every `period`.
    init(period: Duration) {
        self.period = period
    }

    /// Begins to work, with a pass at once.
    mutating func start(at now: Timestamp) {
        nextDue = now
    }

    /// Ceases to work.
    mutating func stop() {
        nextDue = nil
    }

    /// Has the next pass be due as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { nextDue = nextDue.map { $0 + difference } }

    /// Makes a pass if one is due at `now`.
    mutating func advance(
        to now: Timestamp, _ cache: ElectionCache, in storage: inout some ElectionStorage
    ) {
        guard let nextDue, nextDue <= now else { return }
        for candidate in cache.allCandidates where candidate.isExpired(at: now) {
            let key = candidate.key
            // The cached copy may be older than a renewal; what cannot be read or deleted now is
            // left for the next pass.
            guard let live = try? storage.leaseCandidate(key), live.isExpired(at: now) else {
                continue
            }
            try? storage.deleteLeaseCandidate(key, at: now)
        }
        self.nextDue = now + period
    }
}
