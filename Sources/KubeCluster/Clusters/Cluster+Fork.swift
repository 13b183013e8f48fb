package import KubeAPI
import KubeEndpoints
import KubeRegistry
import KubeStore
import KubeTime

extension Cluster {
    /// A cluster of its own that goes on from here, or from how it was at `revision`.
    ///
    /// It has the same objects, history, clock, coordinator and terms, and shares with the original
    /// what neither of them changes: however much that is, a fork takes the same time. Watches, requests
    /// that wait, rules, partitions and expectations stay with the original, and everything random
    /// follows from `seed`. It is not kept in a database. Throws `400 BadRequest` for a revision that is to come, and `410 Expired`
    /// for one that is forgotten.
    package func forked(
        seed: UInt64, at revision: UInt64? = nil
    ) throws(StatusError) -> Cluster {
        var fork = self
        fork.registry.store = try forkedStore(at: revision)
        fork.seed = seed
        // Other numbers than those of the original, even with the same seed.
        var next = registry.random
        fork.random = Random(seed: seed ^ next.next())
        fork.registry.random = Random(seed: fork.random.next())
        fork.api = APIHandler(registry.catalog, registry.features, random: &fork.random)
        fork.clockQueue = ClockQueue()
        fork.face = ClockFace(clock)
        fork.sleepers = Sleepers()
        fork.leaveTestsBehind()
        fork.persistence = nil
        return fork
    }

    /// Has nothing go wrong, and nobody wait for anything: all of that is the original's.
    private mutating func leaveTestsBehind() {
        faults = FaultBook(random: Random(seed: seed ^ Self.faultsNumber))
        paused = PausedRequests()
        partitions = Partitions()
        watchFaults = [:]
        meters = Meters()
        longRequests = LongRequests()
        expectations = Expectations()
        requestJournal.followerCount = 0
    }

    private func forkedStore(at revision: UInt64?) throws(StatusError) -> ObjectStore {
        let store = registry.store
        guard let revision else { return store.forked() }
        guard revision <= store.revision else { throw .toCome(revision, present: store.revision) }
        guard let fork = store.forked(at: revision) else {
            throw .expired(
                "version \(revision) is forgotten: there is history from version "
                    + "\(store.oldestRevision) on")
        }
        return fork
    }
}
