import KubeAPI
import KubeCoordinator
import KubeJSON
import KubeRegistry
import KubeStore
import KubeTime

/// The coordinator with its place in the store's history.
struct ClusterElections: Sendable {
    private(set) var coordinator: Coordinator
    private let makesEvents: Bool
    private var cursor = StoreCursor()

    /// When the coordinator next has something to do; nil once it has been stopped.
    private(set) var nextDue: Timestamp?

    /// Elections that begin with what the store holds at the first `advance`.
    ///
    /// If they make `events`, there is a Kubernetes Event for every decision that changes a lease.
    init(_ configuration: CoordinatorConfiguration, events: Bool = false, random: Random) {
        makesEvents = events
        coordinator = Coordinator(configuration: configuration, random: random)
    }

    /// How long it takes until the coordinator sees a change under a real clock.
    ///
    /// A real one learns of changes from a watch. Whoever creates a candidate and looks at it at once
    /// does not find it pinged already, and candidates that join together are seen together.
    static let watchDelay = Duration.milliseconds(50)

    /// Tells the coordinator what changed, `delay` after it did, and lets it work; what it writes itself
    /// it sees at once.
    mutating func advance(
        to now: Timestamp, seeingAfter delay: Duration, in registry: inout Registry
    ) {
        var hasWritten = false
        repeat {
            if hasWritten || now >= sight(of: registry.store, after: delay) {
                observeChanges(of: registry.store)
            }
            let start = registry.store.end
            nextDue = coordinator.advance(to: now, in: &registry)
            if makesEvents { registry.reportElections(after: start, at: now) }
            hasWritten = !registry.store.isEnd(start)
        } while hasWritten
        guard !registry.store.isEnd(cursor) else { return }
        let sight = sight(of: registry.store, after: delay)
        nextDue = nextDue.map { min($0, sight) } ?? sight
    }

    /// Has the coordinator do everything as much later as the clock was set forward; what it has not seen it
    /// sees at once, since that has the time of the former clock.
    mutating func shift(by difference: Duration, in store: ObjectStore) {
        coordinator.shift(by: difference)
        nextDue = nextDue.map { $0 + difference }
        if !store.isEnd(cursor) { observeChanges(of: store) }
    }

    /// When the coordinator is to see the oldest change that it has not seen.
    private func sight(of store: ObjectStore, after delay: Duration) -> Timestamp {
        // What cannot be read one by one any more, or never was, is seen at once.
        guard case .changes(let events) = store.peek(cursor), let oldest = events.first else {
            return Timestamp(microseconds: .min)
        }
        return oldest.time + delay
    }

    /// What the coordinator has decided, but for what only repeats the decision before; each is told
    /// once.
    mutating func takeDecisions() -> [(lease: NamespacedName, record: DecisionRecord)] {
        coordinator.takeDecisions()
    }

    /// Whether what the coordinator has seen is no longer what `store` tells, so that another one has
    /// to begin in its place.
    func isLost(in store: ObjectStore) -> Bool {
        switch store.peek(cursor) {
        case .changes, .startAgain(.unread): false
        case .startAgain: true
        }
    }

    /// Lets the coordinator release its lease.
    mutating func stop(at now: Timestamp, in registry: inout Registry) {
        coordinator.stop(at: now, in: &registry)
    }

    private mutating func observeChanges(of store: ObjectStore) {
        switch store.read(&cursor) {
        case .changes(let events):
            for event in events {
                observe(event.object, isDeleted: event.change == .deleted)
            }
        case .startAgain:
            for resource in [Resource.leases, .leaseCandidates] {
                for object in store.objects(resource.name) {
                    observe(object, isDeleted: false)
                }
            }
        }
    }

    private mutating func observe(_ stored: StoredObject, isDeleted: Bool) {
        let key = NamespacedName(stored.key)
        switch stored.key.resource {
        case Resource.leases.name where isDeleted: coordinator.observe(.leaseDeleted(key))
        case Resource.leaseCandidates.name where isDeleted:
            coordinator.observe(.candidateDeleted(key))
        case Resource.leases.name:
            if let lease = Lease(stored) {
                coordinator.observe(.lease(lease))
            }
        case Resource.leaseCandidates.name:
            if let candidate = LeaseCandidate(stored) {
                coordinator.observe(.candidate(candidate))
            }
        default: break
        }
    }
}
