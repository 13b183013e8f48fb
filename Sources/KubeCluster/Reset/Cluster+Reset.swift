import KubeRegistry
import KubeStore
package import KubeTime
import Logging

extension Cluster {
    /// Brings what `scopes` name back to how it was at first; everything by default.
    package mutating func reset(only scopes: [ResetScope] = ResetScope.all, at wall: Timestamp) {
        if persistence != nil, scopes.contains(.objects) {
            let former = FormerState(of: self, withFaults: scopes.contains(.faults))
            persistence?.willReset(from: former)
        }
        let wanted = ResetScope.all.filter(scopes.contains)
        for scope in wanted { scope.reset(&self, wall) }
        if tells { tellReset(wanted, at: wall) }
        _ = advance(to: wall)
    }

    private mutating func tellReset(_ scopes: [ResetScope], at wall: Timestamp) {
        tell(
            "Reset the cluster",
            [
                "only": "\(scopes.map(\.name).joined(separator: ","))",
                "resourceVersion": "\(registry.store.revision)",
            ], at: clock.now(at: wall), isUndoable: true)
    }

    /// Goes back to the four usual namespaces and nothing else.
    ///
    /// Resource versions and uids are not used again. To clients it looks like a server that was
    /// restored: open watches end with `410 Expired`, and so do those that begin at an older version,
    /// so that every client lists again.
    mutating func resetObjects(at wall: Timestamp) {
        let former = registry.store
        registry.reset(at: clock.now(at: wall))
        releaseElsewhere(consume former)
        didReplaceObjects()
    }

    /// Forgets what concerned the objects that were replaced.
    mutating func didReplaceObjects() {
        frozenHolders = FrozenHolders()
        doubtfulWrites = DoubtfulWrites()
        elections = newElections()
    }
}

extension ResetScope {
    /// All objects but the four usual namespaces, their history, and the holders that were frozen.
    public static let objects = ResetScope("objects") { $0.resetObjects(at: $1) }
}
