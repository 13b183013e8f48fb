import KubeAPI
import KubeJSON
import KubeStore
import KubeTime

/// Deletes what no longer has an owner, and lets objects go that wait for their dependents, as the
/// garbage collector of a cluster does (`pkg/controller/garbagecollector`).
///
/// It knows of objects that have owners, and of those that wait; all others it never reads. Events are
/// no concern of it, as upstream.
struct GarbageCollector: Sendable {
    private var graph = OwnershipGraph()
    private var tasks = ArrivalOrder<Task>()

    /// How far the dependents of each owner have been looked at that is going, or gone, by its uid.
    private var visits: [String: UInt64] = [:]

    /// How far those of each object have been looked at that is to leave them behind.
    private var orphanVisits: [ObjectKey: UInt64] = [:]

    /// What is left to read of a store whose history is not known from its beginning.
    ///
    /// Nothing else is done before: an owner must not go as long as its dependents are not known.
    private var scan: StoreScan?

    /// What was refused, and when it is tried again.
    private var retries = ArrivalOrder<ObjectKey>()
    private var retryTime: Timestamp?
    private var retryDelay = Self.retryDelays.lowerBound

    /// What a part of the scan counts for, beside the look at one object.
    private static let scanRoom = 8

    /// How long what was refused waits: longer each time.
    private static let retryDelays = Duration.seconds(1)...Duration.seconds(1024)

    /// What was deleted because its owners are gone, until the manager takes it out.
    var collected: [CollectedObject] = []

    /// Something to be looked at.
    private enum Task: Hashable, Sendable {
        /// The object itself.
        case object(ObjectKey)
        /// The next of the objects that name an owner with this uid.
        case dependents(of: String)
        /// The next of the dependents of an object that is to leave them behind.
        case orphan(of: ObjectKey)
    }

    /// Whether there is something to do at once.
    var hasMore: Bool { scan != nil || !tasks.isEmpty }

    /// When there is something to do, the far past for at once; nil when there is nothing.
    var nextDue: Timestamp? { hasMore ? Timestamp(microseconds: .min) : retryTime }

    /// Has everything be done as much later as the clock was set forward.
    mutating func shift(by difference: Duration) { retryTime = retryTime.map { $0 + difference } }
}

// MARK: - What is known

extension GarbageCollector {
    /// Begins with what is there, since not everything is known that happened.
    mutating func begin(_ resources: [Resource]) {
        self = GarbageCollector()
        scan = StoreScan(resources.map(\.name).filter(Self.isCollected))
    }

    private static func isCollected(_ resource: String) -> Bool {
        resource != Resource.events.name
    }

    /// Takes note of a change.
    mutating func note(_ event: StoreEvent) {
        // Nearly every object has neither owners nor finalizers, and is not looked at.
        guard !graph.isEmpty || event.object.hasOwnersOrFinalizers,
            Self.isCollected(event.object.key.resource)
        else { return }
        guard event.change == .deleted else { return note(event.object) }
        let known = graph[event.object.key]?.uid
        noteNode(nil, at: event.object.key)
        guard !graph.hasNoDependents else { return }
        noteDeparture(of: known ?? event.object.object.metadataText("uid"))
    }

    private mutating func note(_ stored: StoredObject) {
        noteNode(
            stored.hasOwnersOrFinalizers ? OwnershipNode(stored.object) : nil, at: stored.key)
    }

    private mutating func noteNode(_ node: OwnershipNode?, at key: ObjectKey) {
        let old = graph[key]
        if let node, let old, node.uid.hasSameBytes(as: old.uid), node.owners == old.owners,
            node.departure == old.departure
        {
            return
        }
        guard old != nil || node != nil else { return }
        graph[key] = node
        // An owner may have waited for this object only.
        for owner in old?.owners ?? [] where visits[owner.uid] == nil {
            guard let waiting = graph.departing(owner.uid), orphanVisits[waiting] == nil else {
                continue
            }
            tasks.append(.object(waiting))
        }
        guard let node else { return }
        if node.departure == .foreground { noteDeparture(of: node.uid) }
        tasks.append(.object(key))
    }

    /// Has all dependents of an object looked at.
    private mutating func noteDeparture(of uid: String) {
        guard graph.hasDependents(of: uid) else { return }
        visits[uid] = 0
        tasks.append(.dependents(of: uid))
    }
}

// MARK: - Work

extension GarbageCollector {
    /// Does the next piece of work; false when there is none.
    mutating func step(in registry: inout Registry, at now: Timestamp, room: inout Int) -> Bool {
        if scan != nil {
            room -= Self.scanRoom
            proceed(registry.store)
            return true
        }
        retryWhatIsDue(at: now)
        guard let task = tasks.popFirst() else {
            if retries.isEmpty { retryDelay = Self.retryDelays.lowerBound }
            return false
        }
        room -= 1
        switch task {
        case .object(let key): attempt(key, in: &registry, at: now)
        case .dependents(let uid): visitDependent(of: uid, in: &registry, at: now)
        case .orphan(let owner): visitOrphan(of: owner, in: &registry, at: now)
        }
        return true
    }

    private mutating func visitDependent(
        of uid: String, in registry: inout Registry, at now: Timestamp
    ) {
        guard let next = graph.nextDependent(of: uid, after: visits[uid] ?? 0) else {
            visits[uid] = nil
            if let owner = graph.departing(uid) { tasks.append(.object(owner)) }
            return
        }
        visits[uid] = next.number
        tasks.append(.dependents(of: uid))
        attempt(next.element, in: &registry, at: now)
    }

    private mutating func proceed(_ store: ObjectStore) {
        guard var scan else { return }
        scan.proceed(store) { note($0) }
        self.scan = scan.isDone ? nil : scan
    }

    private mutating func retryWhatIsDue(at now: Timestamp) {
        guard let time = retryTime, time <= now else { return }
        retryTime = nil
        while let key = retries.popFirst() { tasks.append(.object(key)) }
    }

    private mutating func retry(_ key: ObjectKey, after now: Timestamp) {
        retries.append(key)
        guard retryTime == nil else { return }
        retryTime = now + retryDelay
        retryDelay = min(retryDelay * 2, Self.retryDelays.upperBound)
    }

    private mutating func attempt(
        _ key: ObjectKey, in registry: inout Registry, at now: Timestamp
    ) {
        guard let target = Target(key, in: registry.catalog),
            let object = registry.prepareTree(at: target)?.object
        else { return }
        let uid = object.metadataText("uid")
        do throws(StatusError) {
            switch OwnershipNode.Departure(of: object) {
            case .orphan where orphanVisits[key] == nil:
                orphanVisits[key] = 0
                tasks.append(.orphan(of: key))
            case .foreground where visits[uid] == nil && !graph.hasBlockers(of: uid):
                try registry.remove(Finalizer.foreground, from: target, at: now)
            case .foreground where visits[uid] == nil && graph.waitsForItself(uid):
                // Upstream such objects stay for ever.
                try registry.changeOwners(of: target, at: now) { $0.unblockOwners() }
            // To those that are not looked at yet it would else seem to stay (GCO-002).
            case .orphan, .foreground: return
            case nil:
                // What is being deleted already goes when its finalizers do.
                guard !object.isTerminating else { return }
                try collect(object, target, in: &registry, at: now)
            }
        } catch {
            retry(key, after: now)
        }
    }
}

// MARK: - Objects with owners

extension GarbageCollector {
    /// Deletes the object unless an owner is there to stay (GCO-001, GCO-004).
    private mutating func collect(
        _ object: JSONObject, _ target: Target, in registry: inout Registry, at now: Timestamp
    ) throws(StatusError) {
        let owners = OwnerReference.all(of: object)
        guard !owners.isEmpty,
            let standings = OwnerStandings(of: owners, at: target.key, in: &registry)
        else { return }
        if standings.hasSolid {
            let gone = standings.dangling.union(standings.waiting)
            guard !gone.isEmpty else { return }
            try registry.changeOwners(of: target, at: now) { $0.removeOwners(gone) }
            return
        }
        let uid = object.metadataText("uid")
        let policy = Self.policy(of: object)
        guard !standings.waiting.isEmpty, graph.hasDependents(of: uid) else {
            return try delete(target, policy, of: owners, in: &registry, at: now)
        }
        // Owners that wait for each other would wait for ever.
        if graph.hasForegroundDependents(of: uid) {
            try registry.changeOwners(of: target, at: now) { $0.unblockOwners() }
        }
        try delete(target, .foreground, of: owners, in: &registry, at: now)
    }

    /// What becomes of the dependents of an object whose owners are gone: what it asks for itself.
    private static func policy(of object: JSONObject) -> DeleteOptions.PropagationPolicy {
        let finalizers = object.finalizers
        if finalizers.contains(Finalizer.orphan) { return .orphan }
        return finalizers.contains(Finalizer.foreground) ? .foreground : .background
    }

    private mutating func delete(
        _ target: Target, _ policy: DeleteOptions.PropagationPolicy, of owners: [OwnerReference],
        in registry: inout Registry, at now: Timestamp
    ) throws(StatusError) {
        let object = try registry.get(target).object
        var options = DeleteOptions()
        options.propagationPolicy = policy
        options.uid = object.metadataText("uid")
        options.resourceVersion = object.metadataText("resourceVersion")
        _ = try registry.delete(target, options, .controllers(at: now))
        collected.append(CollectedObject(target.key, policy, of: owners))
    }
}

// MARK: - Objects that leave their dependents behind

extension GarbageCollector {
    /// Takes the reference to `owner` from the next of its dependents; lets it go once there is none
    /// (GCO-003).
    private mutating func visitOrphan(
        of owner: ObjectKey, in registry: inout Registry, at now: Timestamp
    ) {
        guard let number = orphanVisits.removeValue(forKey: owner), let node = graph[owner],
            node.departure == .orphan, let target = Target(owner, in: registry.catalog)
        else { return }
        do throws(StatusError) {
            if let next = graph.nextDependent(of: node.uid, after: number) {
                orphanVisits[owner] = next.number
                tasks.append(.orphan(of: owner))
                guard let dependent = Target(next.element, in: registry.catalog) else { return }
                try registry.changeOwners(of: dependent, at: now) { $0.removeOwners([node.uid]) }
                return
            }
            // Some may have been refused.
            guard !graph.hasDependents(of: node.uid) else { return retry(owner, after: now) }
            try registry.remove(Finalizer.orphan, from: target, at: now)
        } catch {
            retry(owner, after: now)
        }
    }
}
