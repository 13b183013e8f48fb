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
    private var cursor: UInt64?

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
            let revision = registry.store.revision
            nextDue = coordinator.advance(to: now, in: &registry)
            if makesEvents { registry.reportElections(after: revision, at: now) }
            hasWritten = registry.store.revision != revision
        } while hasWritten
        guard cursor != registry.store.revision else { return }
        let sight = sight(of: registry.store, after: delay)
        nextDue = nextDue.map { min($0, sight) } ?? sight
    }

    /// When the coordinator is to see the oldest change that it has not seen.
    private func sight(of store: ObjectStore, after delay: Duration) -> Timestamp {
        // What cannot be read one by one any more, or never was, is seen at once.
        guard let cursor, let oldest = store.events(after: cursor)?.first else {
            return Timestamp(microseconds: .min)
        }
        return oldest.time + delay
    }

    /// Lets the coordinator release its lease.
    mutating func stop(at now: Timestamp, in registry: inout Registry) {
        coordinator.stop(at: now, in: &registry)
    }

    private mutating func observeChanges(of store: ObjectStore) {
        if let cursor, let events = store.events(after: cursor) {
            for event in events {
                observe(event.object, of: store, isDeleted: event.change == .deleted)
            }
        } else {
            for resource in [Resource.leases, .leaseCandidates] {
                for object in store.objects(resource.name) {
                    observe(object, of: store, isDeleted: false)
                }
            }
        }
        cursor = store.revision
    }

    private mutating func observe(
        _ stored: StoredObject, of store: ObjectStore, isDeleted: Bool
    ) {
        let key = NamespacedName(stored.key)
        switch stored.key.resource {
        case Resource.leases.name where isDeleted: coordinator.observe(.leaseDeleted(key))
        case Resource.leaseCandidates.name where isDeleted:
            coordinator.observe(.candidateDeleted(key))
        case Resource.leases.name:
            if let lease = Lease(stored, tree: store.tree(of: stored)) {
                coordinator.observe(.lease(lease))
            }
        case Resource.leaseCandidates.name:
            if let candidate = LeaseCandidate(stored, tree: store.tree(of: stored)) {
                coordinator.observe(.candidate(candidate))
            }
        default: break
        }
    }
}
