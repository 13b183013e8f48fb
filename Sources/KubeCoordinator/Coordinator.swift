package import KubeAPI
package import KubeTime

/// The coordinator of one cluster: it holds its own lease, elects holders for the leases that have
/// candidates, and deletes candidates that are long gone.
///
/// It never reads a clock and keeps nothing that is not in the objects, except for explanations.
/// Whoever runs it tells it of all objects at the beginning and then of every change, its own
/// writes included, and advances it:
///
/// ```swift
/// repeat {
///     while let change = news.next() { coordinator.observe(change) }
///     due = coordinator.advance(to: now, in: &storage)
/// } while news.hasMore
/// ```
///
/// The loop ends: at one instant the coordinator writes an object again only if somebody else
/// changed it. Then the next instant to advance to is `due`, or that of the next change. To skip a
/// long time, step from `due` to `due`: whatever is done in `advance(to:)` is done as of that instant.
package struct Coordinator: Sendable {
    /// The lease by which coordinators agree on which of them works.
    package static let ownLease = CoordinatorLock.leaseKey

    private var lock: CoordinatorLock
    private var cache = ElectionCache()
    private var controller: ElectionController
    private var collector: CandidateCollector
    private var random: Random

    /// Something that happened to an object.
    package enum Change: Sendable {
        /// The lease was created or changed.
        case lease(Lease)
        case leaseDeleted(NamespacedName)
        /// The candidate was created or changed.
        case candidate(LeaseCandidate)
        case candidateDeleted(NamespacedName)
    }

    /// A coordinator that has not begun to work; `random` spreads its attempts to take its lease.
    package init(configuration: CoordinatorConfiguration, random: Random) {
        lock = CoordinatorLock(configuration)
        controller = ElectionController(
            rules: configuration.emulates131 ? .listedStrategies : .singleStrategy)
        collector = CandidateCollector(
            period: max(configuration.collectionPeriod, .milliseconds(1)))
        self.random = random
    }

    /// Takes note of a change; `advance` acts on it.
    package mutating func observe(_ change: Change) {
        switch cache.apply(change) {
        case .look(let key):
            // Most leases have no candidates, and then there is nothing to see.
            if cache.hasContenders(for: key) || controller.history.knows(key) {
                controller.enqueue(key)
            }
        case .wait(let key): controller.reservePlace(of: key)
        case nil: break
        }
    }

    /// Does everything that is due at `now`, and returns when there will next be something to do;
    /// nil after `stop`.
    package mutating func advance(
        to now: Timestamp, in storage: inout some ElectionStorage
    ) -> Timestamp? {
        let wasLeading = lock.isHeld
        lock.advance(to: now, in: &storage, &random)
        switch (wasLeading, lock.isHeld) {
        case (false, true):
            controller.start(at: now, with: cache)
            collector.start(at: now)
        case (true, false):
            standBy()
        case (true, true), (false, false):
            break
        }
        controller.advance(to: now, cache, in: &storage)
        collector.advance(to: now, cache, in: &storage)
        return [lock.nextDue, controller.nextDue, collector.nextDue].compactMap(\.self).min()
    }

    /// Has everything be done as much later as the clock was set forward.
    package mutating func shift(by difference: Duration) {
        lock.shift(by: difference)
        controller.shift(by: difference)
        collector.shift(by: difference)
    }

    /// Ceases to work for good, and releases the coordinator's lease.
    package mutating func stop(at now: Timestamp, in storage: inout some ElectionStorage) {
        lock.stop(at: now, in: &storage, &random)
        standBy()
    }

    /// Whether this coordinator is the one that works.
    package var isLeading: Bool {
        lock.isHeld
    }

    /// The last decisions about a lease, oldest first; at most 16.
    package func decisions(for key: NamespacedName) -> [DecisionRecord] {
        controller.history.records(for: key)
    }

    /// What was decided since this was last asked, but for what only repeats the decision before; of
    /// very many the last.
    package mutating func takeDecisions() -> [(lease: NamespacedName, record: DecisionRecord)] {
        controller.takeDecisions()
    }

    /// The leases that have candidates, or had some when something was last decided about them.
    package var electedLeases: [NamespacedName] {
        controller.history.keys
    }

    /// The candidates for the lease `key` by name, each with its state at `now`.
    package func candidates(
        for key: NamespacedName, at now: Timestamp
    ) -> [(candidate: LeaseCandidate, state: CandidateState)] {
        let window = ElectionWindow(at: now)
        return cache.contenders(for: key).map {
            ($0.candidate, CandidateState(of: $0.candidate, in: window, controller.rules))
        }
    }

    private mutating func standBy() {
        controller.stop()
        collector.stop()
    }
}
